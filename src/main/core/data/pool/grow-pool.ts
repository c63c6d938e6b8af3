import type { Engine } from '../../docker/connect-engine.ts';
import { growScript } from './attach-script.ts';
import type { StandingPool } from './ensure-pool.ts';
import { poolError } from './pool-error.ts';
import { HelperError, runHelper } from './run-helper.ts';

/**
 * Lets a pool on a loop device take more of its disk, while it is in use: up to `size` bytes, or 0 for as much
 * as is sensible. Nothing happens where there is nothing to gain.
 * @throws BacklotError `pool-failed`.
 */
export async function growPool(
  engine: Engine,
  { names, image }: Pick<StandingPool, 'names' | 'image'>,
  { size }: { readonly size: number },
  signal: AbortSignal,
): Promise<void> {
  try {
    await runHelper(
      engine,
      {
        name: names.helper,
        image,
        labels: names.labels,
        script: growScript,
        args: [String(size)],
        binds: [`${names.disk}:/disk`, `${names.pool}:/pool`],
        loop: true,
      },
      signal,
    );
  } catch (error) {
    throw error instanceof HelperError ? poolError(engine.context.name, error.lines) : error;
  }
}
