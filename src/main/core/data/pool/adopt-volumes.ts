import { BacklotError } from '../../../../shared/errors.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { createVolume, findVolume, removeVolume } from '../../docker/volumes.ts';
import type { DesiredStack } from '../../engine/desired.ts';
import { backlotLabels, isOwn } from '../../engine/labels.ts';
import { type EnvironmentVolume, volumeBinding, volumeFolder } from './environment-volumes.ts';
import type { Pool } from './pool.ts';
import { poolError } from './pool-error.ts';
import { HelperError, runHelper } from './run-helper.ts';

/** Copies a plain volume into its folder, and compares the two to the last byte before it counts. */
const copyScript = `
folder=$1 work=$2 key=$3
cd /pool
rm -rf "$work/adopt" "$folder"
mkdir -p "$work" "$(dirname "$folder")"
cp -a /from "$work/adopt"
list() { cd "$1"; find . -printf '%y %m %U %G %s %T@ %l %P\\n' | sed -E 's/^(d [0-9]+ [0-9]+ [0-9]+) [0-9]+/\\1/' | sort; }
(list /from) > /tmp/from
(list "/pool/$work/adopt") > /tmp/copy
cmp -s /tmp/from /tmp/copy || { echo "the copy of $key differs from the volume" >&2; exit 1; }
sums() { cd "$1"; find . -type f -print0 | sort -z | xargs -0 -r sha1sum; }
(sums /from) > /tmp/from
(sums "/pool/$work/adopt") > /tmp/copy
cmp -s /tmp/from /tmp/copy || { echo "the copy of $key differs from the volume" >&2; exit 1; }
sync -f "$work/adopt"
mv -T "$work/adopt" "$folder"
touch "$work/adopted-$key"
`;

/** An empty folder for a volume that is not there, unless this operation has just filled it. */
const emptyScript = `
folder=$1 work=$2 key=$3
[ ! -e "$work/adopted-$key" ] || exit 0
rm -rf "$folder"
mkdir -p "$folder"
`;

const adoptedScript = `[ -e "$1" ] && echo yes || echo no`;

export interface Adoption {
  readonly engine: Engine;
  readonly pool: Pool;
  readonly desired: DesiredStack;
  /** The name of the environment's folder in the pool. */
  readonly home: string;
  /** The operation's id: on the labels of what it makes. */
  readonly operation: string;
  /** The operation's folder in the pool. */
  readonly work: string;
  readonly note: (text: string) => void;
}

/** Makes the volume that shows its folder of the pool. @throws BacklotError `name-taken`. */
async function bind(
  { engine, pool, desired, home, operation }: Adoption,
  { key, name }: Pick<EnvironmentVolume, 'key' | 'name'>,
  signal: AbortSignal,
): Promise<void> {
  const object = desired.volumes.find((one) => one.key === key);
  if (object === undefined) return;
  const device = `${pool.path}/${volumeFolder(home, key)}`;
  const body = volumeBinding(object, device);
  const labels = { ...Object(body.Labels), [backlotLabels.operation]: operation };
  const made = await createVolume(engine, { ...body, Labels: labels }, signal);
  if (isOwn(made.Labels, desired.identity) && made.Options.device === device) return;
  throw new BacklotError('name-taken', `The volume ${name} is in the way of the environment's data.`, {
    hint: `Look at it ("docker volume inspect ${name}"), and rename or remove it.`,
    details: { inTheWay: [{ kind: 'volume', name }] },
  });
}

/**
 * Moves the volumes of an environment into the pool: what is in a plain one is copied and compared, then the
 * plain one goes and one bound to its folder takes its name. No container may refer to them. Can be done again
 * from any point.
 * @throws BacklotError `pool-failed`, `disk-full`, `name-taken`, `docker-failed` 409 while one is in use.
 */
export async function adoptVolumes(
  adoption: Adoption,
  volumes: readonly EnvironmentVolume[],
  signal: AbortSignal,
): Promise<void> {
  const { engine, pool, desired, home, work, note } = adoption;
  for (const volume of volumes) {
    const { key, name } = volume;
    const folder = volumeFolder(home, key);
    const found = await findVolume(engine, name, signal);
    if (found?.Options.device === `${pool.path}/${folder}`) continue;
    if (found === undefined) await pool.ask(emptyScript, [folder, work, key], signal);
    else {
      if (!isOwn(found.Labels, desired.identity)) await bind(adoption, volume, signal);
      await copyVolume(engine, pool, name, { folder, work, key }, signal);
      await removeVolume(engine, name, signal);
      note(`volume ${name} is in the pool now`);
    }
    await bind(adoption, volume, signal);
  }
}

/**
 * Copies a volume that nothing writes to into a folder of the pool, compared to the last byte. What is in the
 * folder goes first.
 * @throws BacklotError `pool-failed`, `disk-full`.
 */
export async function copyVolume(
  engine: Engine,
  pool: Pool,
  name: string,
  { folder, work, key }: { readonly folder: string; readonly work: string; readonly key: string },
  signal: AbortSignal,
): Promise<void> {
  try {
    await runHelper(
      engine,
      {
        name: `${pool.volume}-${work.replace(/[^a-zA-Z0-9]+/g, '-')}`,
        image: pool.image,
        labels: { [backlotLabels.managed]: 'true' },
        script: copyScript,
        args: [folder, work, key],
        binds: [`${name}:/from:ro`, `${pool.volume}:/pool`],
      },
      signal,
    );
  } catch (error) {
    throw error instanceof HelperError ? poolError(engine.context.name, error.lines) : error;
  }
}

/** Brings an adoption that stopped between two of its acts to where each volume has its name again. */
export async function settleAdoption(
  adoption: Adoption,
  volumes: readonly EnvironmentVolume[],
  signal: AbortSignal,
): Promise<void> {
  const { engine, pool, work } = adoption;
  for (const volume of volumes) {
    if ((await findVolume(engine, volume.name, signal)) !== undefined) continue;
    const there = await pool.ask(adoptedScript, [`${work}/adopted-${volume.key}`], signal);
    if (there.trim() === 'yes') await bind(adoption, volume, signal);
  }
}
