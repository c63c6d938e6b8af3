import { BacklotError, isCancelled } from '../../../shared/errors.ts';
import { connectEngine } from '../docker/connect-engine.ts';
import type { DockerContext } from '../docker/contexts.ts';
import { diskUsage, freeDisk } from '../docker/disk-usage.ts';
import { engineIsHere } from './engine-is-here.ts';
import type { Examiner } from './finding.ts';
import { judgeDisk } from './judge-disk.ts';
import { sayBytes } from './say-bytes.ts';

/** The engine may walk its volumes for minutes; the doctor does without the figure then. */
const usageWithinMs = 4000;

async function usedBytes(context: DockerContext, signal: AbortSignal): Promise<number | undefined> {
  try {
    const engine = await connectEngine(context, signal);
    try {
      const used = await diskUsage(engine, signal, usageWithinMs);
      return used.images + used.containers + used.volumes + used.buildCache;
    } finally {
      engine.close();
    }
  } catch (error) {
    if (isCancelled(error) || !(error instanceof BacklotError)) throw error;
    return undefined;
  }
}

/** Whether the current engine has room for images and volumes. */
export const checkEngineDisk = (context: DockerContext): Examiner => ({
  id: 'disk:docker',
  group: 'storage',
  title: 'Disk space for Docker',
  examine: async ({ inspect, machine }, signal) => {
    const info = await inspect(context).catch((error: unknown) => {
      if (isCancelled(error) || !(error instanceof BacklotError)) throw error;
      return undefined;
    });
    if (info === undefined) return { status: 'skipped', found: 'not known while the engine does not answer' };
    const here = engineIsHere(context, info, machine);
    const [used, disk] = await Promise.all([
      usedBytes(context, signal),
      here ? freeDisk(info.rootDirectory).catch(() => undefined) : undefined,
    ]);
    if (disk === undefined) {
      const inUse = used === undefined ? '' : `${sayBytes(used)} used by Docker; `;
      return {
        status: 'skipped',
        found: `${inUse}free space can't be seen from here, the engine keeps its data on another machine or in a VM`,
      };
    }
    const judged = judgeDisk({ ...disk, used, path: info.rootDirectory, what: "The disk of Docker's data" });
    if (judged.status === 'ok') return judged;
    return {
      ...judged,
      howTo: {
        command: `docker --context ${context.name} builder prune`,
        steps: [
          '"docker system df" shows what takes the space; remove images and volumes you no longer need.',
        ],
      },
    };
  },
});
