/** Closed until it is opened, once. */
export interface Latch {
  readonly open: () => void;
  /** @throws what the signal was aborted with, while it is closed */
  readonly wait: (signal: AbortSignal) => Promise<void>;
}

export function createLatch(): Latch {
  const opened = Promise.withResolvers<void>();
  let isOpen = false;
  return {
    open() {
      isOpen = true;
      opened.resolve();
    },
    async wait(signal) {
      if (isOpen) return;
      signal.throwIfAborted();
      const stopped = Promise.withResolvers<never>();
      const stop = (): void => stopped.reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      try {
        await Promise.race([opened.promise, stopped.promise]);
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
  };
}
