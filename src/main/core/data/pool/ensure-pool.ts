import { randomUUID } from 'node:crypto';
import { BacklotError } from '../../../../shared/errors.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import {
  createContainer,
  inspectContainer,
  removeContainer,
  startContainer,
} from '../../docker/containers.ts';
import { orAbsent, wasRefused } from '../../docker/refused.ts';
import { createVolume, findVolume, type ListedVolume, removeVolume } from '../../docker/volumes.ts';
import { backlotLabels } from '../../engine/labels.ts';
import { attachScript, probeScript } from './attach-script.ts';
import { runInKeeper } from './keeper-script.ts';
import { poolError } from './pool-error.ts';
import { type PoolFacts, readFacts } from './pool-facts.ts';
import { poolImage } from './pool-image.ts';
import { type PoolNames, type PoolOptions, poolNames } from './pool-names.ts';
import { type Helper, HelperError, runHelper } from './run-helper.ts';
import { wakeContainers } from './wake-containers.ts';

/** A pool that is there, attached and checked. */
export interface StandingPool {
  readonly facts: PoolFacts;
  readonly volume: ListedVolume;
  readonly names: PoolNames;
  readonly image: string;
}

interface Making {
  readonly engine: Engine;
  readonly options: PoolOptions;
  readonly names: PoolNames;
  readonly image: string;
  readonly signal: AbortSignal;
}

const helper = (
  { names, image }: Making,
  script: string,
  args: readonly string[],
  rest: Pick<Helper, 'loop'> = {},
): Helper => ({
  name: names.helper,
  image,
  labels: names.labels,
  script,
  args,
  binds: [`${names.disk}:/disk`],
  ...rest,
});

const labelled = ({ names }: Making, facts: PoolFacts): Readonly<Record<string, string>> => ({
  ...names.labels,
  [backlotLabels.pool]: JSON.stringify(facts),
});

/** Attaches the pool's file system; answers the device. */
async function attach(making: Making, uuid: string): Promise<string> {
  const { engine, options, signal } = making;
  const args = [uuid, String(options.size ?? 0)];
  const lines = await runHelper(engine, helper(making, attachScript, args, { loop: true }), signal);
  return lines.at(-1)?.split(' ')[0] ?? '';
}

const plainVolume = (making: Making, facts: PoolFacts): object => ({
  Name: making.names.pool,
  Driver: 'local',
  Labels: labelled(making, facts),
});

const loopVolume = (making: Making, facts: PoolFacts, device: string): object => ({
  ...plainVolume(making, facts),
  // What is removed is given back to the disk at once.
  DriverOpts: { type: 'xfs', device, o: 'noatime,discard' },
});

/** The volume of a pool on a loop device. The device may have another number after a reboot: then it is made anew. */
async function loopPool(making: Making, facts: PoolFacts): Promise<ListedVolume> {
  const { engine, names, signal } = making;
  const device = await attach(making, facts.uuid);
  const found = await findVolume(engine, names.pool, signal);
  if (found !== undefined && found.Options.device !== device) {
    // Both hold no data: the volume is a name for a device, the keeper a place for scripts.
    await removeContainer(engine, names.pool, signal, { force: true });
    await removeVolume(engine, names.pool, signal);
  }
  return createVolume(engine, loopVolume(making, facts, device), signal);
}

/** Finds the best way of cloning on an engine by trying. */
async function firstPool(making: Making): Promise<ListedVolume> {
  const { engine, names, options, signal } = making;
  const disk = await createVolume(
    engine,
    {
      Name: names.disk,
      Driver: 'local',
      Labels: labelled(making, { tier: 'pool', cause: '', uuid: randomUUID() }),
    },
    signal,
  );
  // Another core may have made it a moment ago: its UUID counts.
  const uuid = readFacts(disk)?.uuid;
  if (uuid === undefined)
    throw new BacklotError('name-taken', `The volume ${names.disk} is in the way, and not ours to touch.`, {
      hint: `Remove it ("docker volume rm ${names.disk}"), then try again.`,
    });
  const [probed] = options.tier ? ['no'] : await runHelper(engine, helper(making, probeScript, []), signal);
  if (probed === 'yes') {
    const cause = "Docker's file system shares blocks between copies";
    return createVolume(engine, plainVolume(making, { tier: 'reflink', cause, uuid }), signal);
  }
  if (options.tier !== 'copy')
    try {
      const cause = "Docker's file system can't share blocks; a pool on a loop device in it does";
      return await loopPool(making, { tier: 'pool', cause, uuid });
    } catch (error) {
      if (!(error instanceof HelperError)) throw error;
      const full = poolError(engine.context.name, error.lines);
      if (full.code === 'disk-full') throw full;
      const cause = `Docker's file system can't share blocks, and a pool on a loop device can't be made here: ${error.message}`;
      return createVolume(engine, plainVolume(making, { tier: 'copy', cause, uuid }), signal);
    }
  const cause = 'full copies were asked for';
  return createVolume(engine, plainVolume(making, { tier: 'copy', cause, uuid }), signal);
}

const keeperBody = ({ names, image }: Making): object => ({
  Image: image,
  Labels: names.labels,
  Cmd: ['sleep', 'infinity'],
  StopSignal: 'SIGKILL',
  HostConfig: {
    Init: true,
    Binds: [`${names.pool}:/pool`],
    NetworkMode: 'none',
    RestartPolicy: { Name: 'unless-stopped' },
  },
});

/** The keeper must see this pool and no other: a device's number may have come to mean something else. */
const checkScript = `
if [ -e .backlot-pool ]; then
  found=$(cat .backlot-pool)
elif [ -z "$(ls -A | grep -vx 'lost+found')" ]; then
  printf %s "$1" > .backlot-pool
  sync .backlot-pool
  found=$1
else
  found=nothing
fi
if [ "$found" != "$1" ]; then echo "the pool's folder holds $found, not $1" >&2; exit 1; fi
mkdir -p environments datasets checkpoints spares work
`;

async function startKeeper(making: Making): Promise<void> {
  const { engine, names, signal } = making;
  if ((await orAbsent(inspectContainer(engine, names.pool, signal))) === undefined)
    try {
      await createContainer(engine, { name: names.pool, body: keeperBody(making) }, signal);
    } catch (error) {
      if (!wasRefused(error, 409)) throw error;
    }
  await startContainer(engine, names.pool, signal);
}

/**
 * The engine's pool: made when it is not there, attached again after a reboot, its keeper started, and checked.
 * Any number of cores may ask at once. Containers that could not start while the pool was away are started.
 * @throws BacklotError `pool-failed`, `disk-full`, `name-taken`, or what the engine throws.
 */
export async function ensurePool(
  engine: Engine,
  options: PoolOptions,
  signal: AbortSignal,
): Promise<StandingPool> {
  const names = poolNames(options);
  const image = await poolImage(engine, options.resources, signal);
  const making: Making = { engine, options, names, image, signal };
  try {
    const found = await findVolume(engine, names.pool, signal);
    const keeper = await orAbsent(inspectContainer(engine, names.pool, signal));
    const known = found && readFacts(found);
    if (found !== undefined && known === undefined)
      throw new BacklotError('name-taken', `The volume ${names.pool} is in the way, and not ours to touch.`, {
        hint: `Rename or remove it ("docker volume rm ${names.pool}"), then try again.`,
      });
    let volume = found;
    if (volume === undefined || known === undefined) volume = await recover(making);
    else if (!keeper?.State.Running && known.tier === 'pool') volume = await loopPool(making, known);
    const facts = readFacts(volume);
    if (facts === undefined) throw poolError(engine.context.name, ['its volume has lost its label']);
    if (!keeper?.State.Running) await startKeeper(making);
    await runInKeeper(engine, names.pool, checkScript, [facts.uuid], signal);
    if (!keeper?.State.Running) await wakeContainers(engine, volume.Mountpoint, signal);
    return { facts, volume, names, image };
  } catch (error) {
    throw error instanceof HelperError ? poolError(engine.context.name, error.lines) : error;
  }
}

/** The pool's volume is not there: never made, or lost while its disk is still there with all data. */
async function recover(making: Making): Promise<ListedVolume> {
  const { engine, names, options, signal } = making;
  const disk = await findVolume(engine, names.disk, signal);
  const facts = disk && readFacts(disk);
  if (facts === undefined || options.tier === 'copy') return firstPool(making);
  const script = '[ -e /disk/pool.img ] && echo yes || echo no';
  const [there] = await runHelper(engine, helper(making, script, []), signal);
  if (there !== 'yes') return firstPool(making);
  const cause = "Docker's file system can't share blocks; a pool on a loop device in it does";
  return loopPool(making, { tier: 'pool', cause, uuid: facts.uuid });
}
