import { setTimeout as delay } from 'node:timers/promises';
import type { TopicEvent } from '../../../shared/contract/define.ts';
import type { DataStatus } from '../../../shared/model/data.ts';
import { isFinished } from '../../../shared/model/operation.ts';
import type { StackRef } from '../engine/stack-access.ts';
import { createLive } from '../live.ts';
import type { Operations } from '../operations/operations.ts';

/** What no operation of this core tells (another core, files that a seed is made of), in milliseconds. */
const lookAgainMs = 10_000;

/**
 * An environment's data now, then again whenever it has changed, until the signal aborts: looks again when an
 * operation of its project has ended, and now and then.
 */
export async function* watchData(
  parts: {
    readonly status: (place: StackRef, signal: AbortSignal) => Promise<DataStatus>;
    readonly operations: Pick<Operations, 'changes'>;
  },
  place: StackRef,
  signal: AbortSignal,
  after?: number,
): AsyncGenerator<TopicEvent<DataStatus>> {
  const live = createLive(await parts.status(place, signal));
  const stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  let stirred = Promise.withResolvers<void>();

  const hear = async (): Promise<void> => {
    const seen = new Set<string>();
    for await (const { value } of parts.operations.changes({}, { signal: ended, after: undefined })) {
      if (value.project !== place.project) continue;
      // One that runs is heard once too: baking shows as soon as it has begun.
      const mark = `${value.id} ${isFinished(value.state)}`;
      if (seen.has(mark)) continue;
      seen.add(mark);
      stirred.resolve();
    }
  };
  const look = async (): Promise<void> => {
    while (!ended.aborted) {
      const wake = stirred.promise;
      const timer = new AbortController();
      const own = AbortSignal.any([ended, timer.signal]);
      await Promise.race([wake, delay(lookAgainMs, undefined, { signal: own }).catch(() => {})]);
      timer.abort();
      if (ended.aborted) return;
      stirred = Promise.withResolvers<void>();
      const next = await parts.status(place, ended).catch(() => undefined);
      if (next && JSON.stringify(next) !== JSON.stringify(live.get())) live.set(next);
    }
  };
  const work = Promise.allSettled([hear(), look()]);
  try {
    yield* live.follow(signal, after);
  } finally {
    stop.abort();
    stirred.resolve();
    await work;
  }
}
