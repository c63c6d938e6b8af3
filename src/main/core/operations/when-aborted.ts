/** Resolves when a signal aborts; `forget` takes its listener off again. */
export interface AbortWait {
  readonly promise: Promise<void>;
  readonly forget: () => void;
}

export function whenAborted(signal: AbortSignal): AbortWait {
  const { promise, resolve } = Promise.withResolvers<void>();
  const abort = (): void => resolve();
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return { promise, forget: () => signal.removeEventListener('abort', abort) };
}
