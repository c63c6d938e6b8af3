import { BacklotError } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { type ContainerLogOptions, containerLogs } from './container-logs.ts';
import { detectLevel } from './detect-level.ts';
import { createLineRing, weightOf } from './line-ring.ts';
import type { LogLevel, LogLine, RawLine } from './log-line.ts';
import { createLineMatcher } from './match-lines.ts';
import { mergeHistory } from './merge-history.ts';
import { createReorder } from './reorder-lines.ts';

/** A container of an environment. */
export interface WatchedContainer {
  readonly id: string;
  readonly service: string;
  readonly name: string;
}

/** Which containers an environment has now. */
export type ContainersOf = (signal: AbortSignal) => Promise<readonly WatchedContainer[]>;

export interface LogFilter {
  /** All when absent. */
  readonly services?: readonly string[] | undefined;
  /** Lines without a level of their own pass only when this is absent. */
  readonly levels?: readonly LogLevel[] | undefined;
  /** A regular expression. */
  readonly match?: string | undefined;
}

export interface FollowLogsOptions extends Omit<ContainerLogOptions, 'follow'>, LogFilter {
  /** The most lines that wait for a slow reader, by weight; older ones are counted. 10,000 by default. */
  readonly limit?: number | undefined;
  /** How long a line may wait for an older one of another service, in milliseconds; 150 by default. */
  readonly windowMs?: number | undefined;
}

/** Some lines in the order of their times, and how many of each service were left out since the last batch. */
export interface LogBatch {
  readonly lines: readonly LogLine[];
  readonly dropped: Readonly<Record<string, number>>;
}

/** How often the list of containers is read again, and how often lines are handed on, in milliseconds. */
const lookEveryMs = 2000;
const flushEveryMs = 50;
/** The most lines that wait for their order, and of one batch, by weight. */
const reorderLimit = 20_000;
const batchWeight = 2_000;
/** How long the past of a container may keep the others waiting, in milliseconds. */
const pastWithinMs = 3000;

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });

type Unnumbered = Omit<LogLine, 'seq'>;
type Pick = (container: WatchedContainer, lines: readonly RawLine[]) => Promise<readonly Unnumbered[]>;

/** What a filter leaves of a container's lines. @throws BacklotError `invalid-input`, also of the result. */
function createPick({ levels, match }: LogFilter): Pick {
  const matcher = match === undefined || match === '' ? undefined : createLineMatcher(match);
  return async ({ service, name }, lines) => {
    const found = await matcher?.(lines.map(({ text }) => text));
    return lines.flatMap((line, index) => {
      if (found !== undefined && found[index] !== true) return [];
      const level = detectLevel(line.text);
      if (levels !== undefined && (level === undefined || !levels.includes(level))) return [];
      return [{ ...line, service, container: name, level }];
    });
  };
}

/**
 * The merged logs of an environment as they are now: every line, in order, as fast as they are read.
 * @throws BacklotError as `followLogs` does.
 */
export async function* readLogs(
  engine: Engine,
  containersOf: ContainersOf,
  { services, levels, match, ...options }: Omit<FollowLogsOptions, 'follow'>,
  signal: AbortSignal,
): AsyncGenerator<LogBatch, void, undefined> {
  const pick = createPick({ levels, match });
  const containers = (await containersOf(signal)).filter(
    ({ service }) => services === undefined || services.includes(service),
  );
  const source = async function* (container: WatchedContainer): AsyncGenerator<readonly Unnumbered[]> {
    for await (const { lines } of containerLogs(engine, container, { ...options, follow: false }, signal))
      yield await pick(container, lines);
  };
  let lines: LogLine[] = [];
  let weight = 0;
  let seq = 0;
  for await (const line of mergeHistory(containers.map(source))) {
    lines.push({ ...line, seq: seq++ });
    weight += weightOf(line);
    if (weight < batchWeight) continue;
    yield { lines, dropped: {} };
    lines = [];
    weight = 0;
  }
  if (lines.length > 0) yield { lines, dropped: {} };
}

/**
 * The merged logs of an environment, from now or `since` on. Containers that come later are taken in, those that go end. Memory
 * is bounded however much is printed and however slowly it is read: what there is no room for is counted.
 * @throws BacklotError `invalid-input` for a filter, else as `containerLogs` and `containersOf` do.
 */
export async function* followLogs(
  engine: Engine,
  containersOf: ContainersOf,
  options: FollowLogsOptions,
  signal: AbortSignal,
): AsyncGenerator<LogBatch, void, undefined> {
  const { services, levels, match, limit = 10_000, windowMs = 150, ...rest } = options;
  const pick = createPick({ levels, match });
  const ending = new AbortController();
  const own = AbortSignal.any([signal, ending.signal]);
  const reorder = createReorder<Unnumbered>(windowMs, reorderLimit);
  let dropped = new Map<string, number>();
  const drop = (service: string, count: number): void => {
    dropped.set(service, (dropped.get(service) ?? 0) + count);
  };
  const ring = createLineRing<Unnumbered>(limit, ({ service }) => drop(service, 1));
  const reading = new Map<string, Promise<void>>();
  /** Containers whose past has not come yet: it may be older than what the others have given. */
  const awaited = new Set<string>();
  let failure: unknown;

  const read = async (container: WatchedContainer, from: ContainerLogOptions): Promise<void> => {
    for await (const { lines, dropped: unread } of containerLogs(engine, container, from, own)) {
      if (unread > 0) drop(container.service, unread);
      const now = performance.now();
      for (const line of await pick(container, lines)) reorder.add(line, now);
      awaited.delete(container.id);
      // A flood is moved on as it comes: the ring is what bounds it.
      if (reorder.weight() > reorderLimit) for (const line of reorder.take(now)) ring.push(line);
    }
  };

  /** True where what is followed begins with lines that are there already. */
  const hasSpoken = async (container: WatchedContainer): Promise<boolean> => {
    for await (const { lines } of containerLogs(engine, container, { ...rest, follow: false, tail: 1 }, own))
      if (lines.length > 0) return true;
    return false;
  };

  let first = true;
  const look = async (): Promise<void> => {
    for (const container of await containersOf(own)) {
      if (reading.has(container.id) || (services !== undefined && !services.includes(container.service)))
        continue;
      // A container that came while we watched is read from its beginning.
      const from = { ...rest, follow: true, ...(first ? {} : { tail: undefined }) };
      if (first && rest.tail !== 0) {
        awaited.add(container.id);
        hasSpoken(container)
          .catch(() => false)
          .then((spoken) => spoken || awaited.delete(container.id));
      }
      const task = read(container, from)
        .catch((error: unknown) => {
          if (!own.aborted) failure ??= error;
        })
        .finally(() => awaited.delete(container.id));
      reading.set(container.id, task);
    }
    first = false;
  };
  const keepLooking = async (): Promise<void> => {
    while (!own.aborted) {
      await pause(lookEveryMs, own);
      if (!own.aborted) await look();
    }
  };

  let seq = 0;
  const batch = (): LogBatch | undefined => {
    if (ring.size() === 0 && dropped.size === 0) return undefined;
    const lines = ring.take(batchWeight).map((line) => ({ ...line, seq: seq++ }));
    const counts = Object.fromEntries(dropped);
    dropped = new Map();
    return { lines, dropped: counts };
  };

  try {
    await look();
    const pastUntil = performance.now() + pastWithinMs;
    keepLooking().catch((error: unknown) => {
      if (!own.aborted) failure ??= error;
    });
    for (;;) {
      await pause(flushEveryMs, own);
      if (signal.aborted) return;
      const now = performance.now();
      if (awaited.size === 0 || now > pastUntil) for (const line of reorder.take(now)) ring.push(line);
      for (let next = batch(); next !== undefined; next = batch()) yield next;
      if (failure !== undefined) throw failure;
    }
  } finally {
    ending.abort(new BacklotError('cancelled', 'The logs are not followed any more.'));
    await Promise.all(reading.values());
  }
}
