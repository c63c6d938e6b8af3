import { z } from 'zod';
import type { Engine } from '../../docker/connect-engine.ts';
import { listContainers, startContainer } from '../../docker/containers.ts';
import { orAbsent, wasRefused } from '../../docker/refused.ts';
import { listVolumes } from '../../docker/volumes.ts';
import { backlotLabels } from '../../engine/labels.ts';

const startError = z.object({
  State: z.object({ Running: z.boolean(), Error: z.string().default('') }),
  HostConfig: z.object({ RestartPolicy: z.object({ Name: z.string() }).nullish() }),
});

/**
 * Starts our containers that the engine could not start by itself, because their volume's folder was not
 * mounted yet: after a restart of the engine it takes no order between the pool's keeper and them.
 */
export async function wakeContainers(
  engine: Engine,
  poolPath: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const bound = new Set(
    (await listVolumes(engine, signal))
      .filter(({ Options }) => Options.device?.startsWith(`${poolPath}/`))
      .map(({ Name }) => Name),
  );
  const woken: string[] = [];
  for (const { Id, State, Mounts, Labels } of await listContainers(engine, signal)) {
    if (State === 'running' || Labels[backlotLabels.managed] !== 'true') continue;
    if (!Mounts.some(({ Name }) => Name !== undefined && bound.has(Name))) continue;
    const path = `/containers/${Id}/json`;
    const seen = await orAbsent(engine.get(path, startError, signal));
    const policy = seen?.HostConfig.RestartPolicy?.Name ?? 'no';
    if (!/failed to mount local volume/.test(seen?.State.Error ?? '') || policy === 'no') continue;
    try {
      await startContainer(engine, Id, signal);
      woken.push(Id);
    } catch (error) {
      // Its own trouble: it must not keep the pool from others.
      if (!wasRefused(error, 404, 409, 500)) throw error;
    }
  }
  return woken;
}
