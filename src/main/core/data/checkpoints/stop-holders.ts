import type { Engine } from '../../docker/connect-engine.ts';
import { inspectContainer } from '../../docker/containers.ts';
import { orAbsent, wasRefused } from '../../docker/refused.ts';
import { runInContainer } from '../../docker/run-in-container.ts';
import type { DesiredStack } from '../../engine/desired.ts';
import { stopGently } from '../../engine/replace-container.ts';
import type { Holder } from './look-at-data.ts';

/**
 * Ends the sessions of a PostgreSQL server and lets it write all: the signal that it has for that, beside the
 * container's own, with which it would wait for its clients. What can't be told is left to the container's stop.
 */
async function fastShutdown(
  engine: Engine,
  id: string,
  files: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const script = 'for file; do read -r pid < "$file" && kill -INT "$pid"; done';
  try {
    await runInContainer(engine, id, { command: ['sh', '-c', script, 'sh', ...files] }, signal);
  } catch (error) {
    if (!wasRefused(error, 400, 404, 409, 500)) throw error;
  }
}

/** True for the signal that a container is stopped with anyway. */
const isFast = (stopSignal: string | null | undefined): boolean =>
  ['SIGINT', 'INT', '2'].includes(stopSignal ?? '');

/** Stops containers that hold volumes, side by side, each with its own signal, grace and hooks. */
export async function stopHolders(
  engine: Engine,
  desired: DesiredStack,
  holders: readonly Pick<Holder, 'id' | 'service'>[],
  { postmasters }: { readonly postmasters: readonly string[] },
  signal: AbortSignal,
  warning: (text: string) => void,
): Promise<void> {
  await Promise.all(
    holders.map(async ({ id, service }) => {
      const seen = await orAbsent(inspectContainer(engine, id, signal));
      if (seen === undefined) return;
      const files = seen.Mounts.flatMap(({ Name, Destination }) => {
        const key = desired.volumes.find(({ name }) => name === Name)?.key;
        return postmasters
          .filter((file) => key !== undefined && file.startsWith(`${key}/`))
          .map((file) => `${Destination}/${file.slice((key ?? '').length + 1)}`);
      });
      const wanted = desired.services.find(({ name }) => name === service);
      await Promise.all([
        stopGently(engine, seen, wanted, signal, warning),
        files.length > 0 && seen.State.Running && !isFast(seen.Config.StopSignal)
          ? fastShutdown(engine, id, files, signal)
          : undefined,
      ]);
    }),
  );
}
