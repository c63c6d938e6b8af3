/** Wakes whoever waits. A ring nobody waits for is not remembered: check the state before waiting. */
export interface Bell {
  readonly ring: () => void;
  /** Resolves at the next ring, when the signal aborts, or after `ms`. */
  readonly wait: (signal: AbortSignal, ms?: number) => Promise<void>;
}

export function createBell(): Bell {
  const waiting = new Set<() => void>();
  return {
    ring() {
      for (const wake of [...waiting]) wake();
    },
    wait(signal, ms) {
      if (signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          clearTimeout(timer);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const timer = ms === undefined ? undefined : setTimeout(wake, ms);
        waiting.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      });
    },
  };
}
