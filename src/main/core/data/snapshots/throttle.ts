import { setTimeout as delay } from 'node:timers/promises';

/** Waits until reading `bytes` more keeps within so many bytes a second. */
export type Throttle = (bytes: number, signal: AbortSignal) => Promise<void>;

/** Over all who share it. Time that was not used is not saved up. */
export function createThrottle(
  bytesPerSecond: number | undefined,
  now: () => number = () => performance.now(),
): Throttle {
  let free = 0;
  return async (bytes, signal) => {
    if (bytesPerSecond === undefined) return;
    const from = Math.max(free, now());
    free = from + (bytes / bytesPerSecond) * 1000;
    const wait = from - now();
    if (wait > 1) await delay(wait, undefined, { signal });
  };
}
