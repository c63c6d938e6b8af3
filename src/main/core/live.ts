import type { TopicEvent } from '../../shared/contract/define.ts';

/** A present value that can be followed: what a state topic is made of. */
export interface Live<T> {
  readonly get: () => T;
  readonly set: (value: T) => void;
  /**
   * The present value (unless `after` is its version), then each newer one until the signal aborts.
   * A slow reader skips to the newest: states in between are lost, never the last one.
   */
  readonly follow: (signal: AbortSignal, after?: number) => AsyncIterable<TopicEvent<T>>;
}

/** Versions start at the clock, so that a cursor from before a restart never matches a later state. */
export function createLive<T>(initial: T): Live<T> {
  let value = initial;
  let version = Date.now();
  const waiting = new Set<() => void>();

  async function* follow(signal: AbortSignal, after?: number): AsyncGenerator<TopicEvent<T>> {
    let seen = after;
    while (!signal.aborted) {
      if (seen !== version) {
        seen = version;
        yield { cursor: version, value };
        continue;
      }
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      });
    }
  }

  return {
    get: () => value,
    set(next) {
      value = next;
      version += 1;
      for (const wake of [...waiting]) wake();
    },
    follow,
  };
}
