import { BacklotError } from '../../../../shared/errors.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { removeContainer } from '../../docker/containers.ts';
import { findVolume, listVolumes, removeVolume } from '../../docker/volumes.ts';
import { detachScript } from './attach-script.ts';
import { poolError } from './pool-error.ts';
import { readFacts } from './pool-facts.ts';
import { poolImage } from './pool-image.ts';
import { type PoolOptions, poolNames } from './pool-names.ts';
import { HelperError, runHelper } from './run-helper.ts';

/**
 * Removes an engine's pool with all data in it: keeper, volume, loop device, image of the file system. One that
 * is not there, or only in part, is as good.
 * @throws BacklotError `operation-conflict` while an environment's volume lies in it.
 */
export async function removePool(engine: Engine, options: PoolOptions, signal: AbortSignal): Promise<void> {
  const names = poolNames(options);
  const volume = await findVolume(engine, names.pool, signal);
  const disk = await findVolume(engine, names.disk, signal);
  if (volume !== undefined) {
    const inside = (await listVolumes(engine, signal)).filter(({ Options }) =>
      Options.device?.startsWith(`${volume.Mountpoint}/`),
    );
    if (inside.length > 0)
      throw new BacklotError(
        'operation-conflict',
        `The pool of data still holds ${inside.map(({ Name }) => `volume ${Name}`).join(', ')}.`,
        { hint: 'Take these environments down with their volumes ("backlot down --volumes") first.' },
      );
  }
  // What only has the name is someone else's.
  const own = (one: typeof volume) => one !== undefined && readFacts(one) !== undefined;
  await removeContainer(engine, names.helper, signal, { force: true });
  if (own(volume)) {
    await removeContainer(engine, names.pool, signal, { force: true });
    await removeVolume(engine, names.pool, signal);
  }
  if (!own(disk)) return;
  try {
    await runHelper(
      engine,
      {
        name: names.helper,
        image: await poolImage(engine, options.resources, signal),
        labels: names.labels,
        script: detachScript,
        args: [],
        binds: [`${names.disk}:/disk`],
        loop: true,
      },
      signal,
    );
  } catch (error) {
    // A pool that was never on a loop device may be on an engine that allows none.
    if (!(error instanceof HelperError)) throw error;
    const failed = poolError(engine.context.name, error.lines);
    if (volume && readFacts(volume)?.tier === 'pool') throw failed;
  }
  await removeVolume(engine, names.disk, signal);
}
