import { BacklotError, isCancelled } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { inspectContainer } from '../docker/containers.ts';
import { followEvents } from '../docker/events.ts';
import { orAbsent, refusalWords, wasRefused } from '../docker/refused.ts';
import { createLineRate } from './line-rate.ts';
import { weightOf } from './line-ring.ts';
import { createLogParser, type ParsedLogs } from './parse-logs.ts';

export interface ContainerLogOptions {
  /** Stays with the container over its restarts, until it is removed. */
  readonly follow: boolean;
  /** Only lines from this moment on, in milliseconds since the epoch. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** Only so many of the newest lines that are there already. */
  readonly tail?: number | undefined;
  /** Lines a second that are read in full over time, and at once, while following; more are counted. */
  readonly rate?: { readonly perSecond: number; readonly burst: number } | undefined;
}

/** More than anybody reads; a service that prints 100 MB/s prints a million. */
const usualRate = { perSecond: 5_000, burst: 20_000 };

const seconds = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : (ms / 1000).toFixed(6);

/** When the container's present run began, in milliseconds, once it runs; undefined when it is gone for good. */
async function untilRunning(engine: Engine, id: string, signal: AbortSignal): Promise<number | undefined> {
  const done = new AbortController();
  const own = AbortSignal.any([signal, done.signal]);
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const look = async (): Promise<void> => {
    const found = await orAbsent(inspectContainer(engine, id, own));
    if (found === undefined) resolve(undefined);
    else if (found.State.Running) resolve(Date.parse(found.State.StartedAt));
  };
  const listen = async (): Promise<void> => {
    const filters = { type: ['container'], container: [id], event: ['start', 'destroy'] };
    // Looked at once the events flow: a start between the two would be missed otherwise.
    const onOpen = (): void => void look().catch(reject);
    for await (const { Action } of followEvents(engine, filters, own, { onOpen })) {
      if (Action === 'destroy') resolve(undefined);
      else await look();
    }
  };
  listen().catch(reject);
  try {
    return await promise;
  } finally {
    done.abort();
  }
}

function explain(error: unknown, name: string): unknown {
  if (
    !(error instanceof BacklotError) ||
    !/does not support reading|none.*logging|logging driver/i.test(error.message)
  )
    return error;
  return new BacklotError('unsupported', `The logs of ${name} can't be read: ${refusalWords(error)}`, {
    hint: 'Its logging driver sends them elsewhere: read them there, or use the driver "local" or "json-file".',
    cause: error,
  });
}

/**
 * The logs of one container, chunk by chunk as they come. With `follow` they go on after each restart
 * where they were, without a line twice, until the container is removed.
 * @throws BacklotError `unsupported` for a logging driver that can't be read, else as `Engine.stream` does.
 */
export async function* containerLogs(
  engine: Engine,
  { id, name }: { readonly id: string; readonly name: string },
  { follow, since, until, tail, rate = usualRate }: ContainerLogOptions,
  signal: AbortSignal,
): AsyncGenerator<ParsedLogs, void, undefined> {
  const container = await orAbsent(inspectContainer(engine, id, signal));
  if (container === undefined) return;
  const lines = createLineRate(rate.perSecond, rate.burst, performance.now());
  /** The newest line so far: after a restart, older ones are asked for no more. */
  let last = -Infinity;
  for (let first = true; ; first = false) {
    const parse = createLogParser({ tty: container.Config.Tty });
    const after = first ? -Infinity : last;
    try {
      const body = await engine.stream(
        {
          method: 'GET',
          path: `/containers/${encodeURIComponent(id)}/logs`,
          query: {
            stdout: true,
            stderr: true,
            timestamps: true,
            follow,
            since: seconds(first ? since : last),
            until: seconds(until),
            tail: first ? (tail ?? 'all') : 'all',
          },
        },
        signal,
        { withinMs: 30_000 },
      );
      try {
        for await (const chunk of body) {
          if (!Buffer.isBuffer(chunk)) continue;
          const parsed = parse(chunk, follow ? lines.room(performance.now()) : Infinity);
          lines.spend(parsed.lines.reduce((sum, line) => sum + weightOf(line), 0));
          const fresh = parsed.lines.filter(({ at }) => at > after);
          for (const { at } of parsed.lines) last = Math.max(last, at);
          if (fresh.length > 0 || parsed.dropped > 0) yield { lines: fresh, dropped: parsed.dropped };
        }
      } finally {
        body.destroy();
      }
    } catch (error) {
      signal.throwIfAborted();
      if (isCancelled(error)) throw error;
      // Removed while we began.
      if (wasRefused(error, 404, 409)) return;
      throw explain(await engine.mapError(error), name);
    }
    if (!follow) return;
    const startedAt = await untilRunning(engine, id, signal);
    if (startedAt === undefined) return;
    // Where nothing was read yet, what came before this run was not wanted.
    if (last === -Infinity) last = startedAt;
    // Nothing was said before: the next run is of interest from now on, which `since` can't say better.
    if (last === -Infinity) last = since ?? -1;
  }
}
