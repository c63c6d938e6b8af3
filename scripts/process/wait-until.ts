import { setTimeout as delay } from 'node:timers/promises';

/** Asks until the answer is neither undefined nor false, or `timeoutMs` has passed (then undefined). */
export async function waitUntil<T>(
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  options: { readonly timeoutMs: number; readonly everyMs?: number; readonly signal: AbortSignal },
): Promise<T | undefined> {
  const end = performance.now() + options.timeoutMs;
  for (;;) {
    options.signal.throwIfAborted();
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() >= end) return undefined;
    await delay(options.everyMs ?? 100, undefined, { signal: options.signal });
  }
}
