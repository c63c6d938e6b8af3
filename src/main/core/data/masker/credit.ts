/** Lets so many things be under way; each that arrives makes room for another. */
export interface Credit {
  /** Waits for room. @throws what the signal was aborted with */
  readonly take: (signal: AbortSignal) => Promise<void>;
  readonly give: () => void;
  /** Nothing is under way any more. */
  readonly renew: () => void;
}

/** For one taker at a time. */
export function createCredit(most: number): Credit {
  let free = most;
  let wake: (() => void) | undefined;
  const give = (): void => {
    free += 1;
    wake?.();
  };
  return {
    async take(signal) {
      while (free === 0) {
        signal.throwIfAborted();
        const room = Promise.withResolvers<void>();
        wake = room.resolve;
        const refuse = (): void => room.reject(signal.reason);
        signal.addEventListener('abort', refuse, { once: true });
        await room.promise.finally(() => signal.removeEventListener('abort', refuse));
      }
      signal.throwIfAborted();
      free -= 1;
    },
    give,
    renew() {
      free = most;
    },
  };
}
