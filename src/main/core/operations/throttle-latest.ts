/** Lets the first value through at once, then at most one in a while: the newest. */
export interface Throttle<T> {
  readonly push: (value: T) => void;
  /** Lets the value through that still waits, and takes no more. */
  readonly close: () => void;
}

/** `interval` answers, in milliseconds, how long to wait after the value just let through. */
export function throttleLatest<T>(interval: () => number, emit: (value: T) => void): Throttle<T> {
  let waiting: { readonly value: T } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const release = (): void => {
    timer = undefined;
    if (!waiting) return;
    const { value } = waiting;
    waiting = undefined;
    emit(value);
    timer = setTimeout(release, interval());
  };

  return {
    push(value) {
      if (closed) return;
      waiting = { value };
      if (!timer) release();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      timer = undefined;
      if (waiting) emit(waiting.value);
      waiting = undefined;
    },
  };
}
