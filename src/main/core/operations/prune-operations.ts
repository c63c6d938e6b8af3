import { setImmediate } from 'node:timers/promises';
import type { Store } from '../store/open-store.ts';

/** However young, no more ended operations than this are kept. */
const keepNewest = 500;
const day = 24 * 60 * 60 * 1000;
/** Rows removed in one go: some milliseconds of work. */
const chunk = 1_000;

/**
 * Drops ended operations older than some days, and those beyond the newest 500, with their events;
 * never one that has not ended. Answers the ids dropped; stops early when the signal aborts.
 */
export async function pruneOperations(
  { operations, events }: Pick<Store, 'operations' | 'events'>,
  { now, keepDays, signal }: { now: number; keepDays: number; signal: AbortSignal },
): Promise<readonly string[]> {
  const dropped: string[] = [];
  for (const id of operations.expired(now - keepDays * day, keepNewest)) {
    while (!signal.aborted && events.removeSome(id, chunk) === chunk) await setImmediate();
    if (signal.aborted) return dropped;
    operations.remove(id);
    dropped.push(id);
    await setImmediate();
  }
  return dropped;
}
