import { isCancelled } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { readJsonLines } from '../docker/json-lines.ts';
import { wasRefused } from '../docker/refused.ts';
import { type ContainerStats, computeStats, statsSample } from './compute-stats.ts';
import type { ContainersOf, WatchedContainer } from './follow-logs.ts';

/**
 * What one container uses, once a second, until it is removed or the signal aborts; undefined while it
 * does not run.
 * @throws BacklotError as `Engine.stream` does.
 */
export async function* containerStats(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<ContainerStats | undefined, void, undefined> {
  try {
    const body = await engine.stream(
      { method: 'GET', path: `/containers/${encodeURIComponent(id)}/stats`, query: { stream: true } },
      signal,
      { withinMs: 30_000 },
    );
    for await (const sample of readJsonLines(engine, body, statsSample, signal)) yield computeStats(sample);
  } catch (error) {
    if (!wasRefused(error, 404, 409)) throw error;
  }
}

/** What the containers of an environment use; those that do not run are absent. */
export type EnvironmentStats = readonly (ContainerStats & Pick<WatchedContainer, 'service' | 'name'>)[];

const everyMs = 1000;

/**
 * What every container of an environment uses, once a second, with one stream for each.
 * @throws BacklotError as `containerStats` and `containersOf` do.
 */
export async function* followStats(
  engine: Engine,
  containersOf: ContainersOf,
  signal: AbortSignal,
): AsyncGenerator<EnvironmentStats, void, undefined> {
  const ending = new AbortController();
  const own = AbortSignal.any([signal, ending.signal]);
  const newest = new Map<string, ContainerStats | undefined>();
  const reading = new Map<string, Promise<void>>();
  let failure: unknown;

  const read = async (id: string): Promise<void> => {
    try {
      for await (const stats of containerStats(engine, id, own)) newest.set(id, stats);
    } catch (error) {
      if (!own.aborted && !isCancelled(error)) failure ??= error;
    } finally {
      newest.delete(id);
      reading.delete(id);
    }
  };

  try {
    while (!signal.aborted) {
      const containers = await containersOf(own);
      for (const { id } of containers) if (!reading.has(id)) reading.set(id, read(id));
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          own.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, everyMs);
        own.addEventListener('abort', done, { once: true });
      });
      if (signal.aborted) return;
      if (failure !== undefined) throw failure;
      yield containers.flatMap(({ id, service, name }) => {
        const stats = newest.get(id);
        return stats === undefined ? [] : [{ ...stats, service, name }];
      });
    }
  } finally {
    ending.abort();
    await Promise.all(reading.values());
  }
}
