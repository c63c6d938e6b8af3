/** Runs work later, soon; answers how to call it off. */
export type Schedule = (work: () => void) => () => void;

/** At the next frame; at the latest after 100 ms, because a hidden window draws none. */
export const nextFrame: Schedule = (work) => {
  const run = (): void => {
    stop();
    work();
  };
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, 100);
  const stop = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  return stop;
};

export interface Batch<T> {
  readonly add: (value: T) => void;
  /** Hands over what waits, now. */
  readonly flush: () => void;
  /** Drops what waits. */
  readonly stop: () => void;
}

/** Gathers values and hands them over together once a frame: a thousand changes a second draw sixty times. */
export function createBatch<T>(take: (values: readonly T[]) => void, schedule: Schedule): Batch<T> {
  let waiting: T[] = [];
  let cancel: (() => void) | undefined;

  const stop = (): void => {
    cancel?.();
    cancel = undefined;
    waiting = [];
  };
  const flush = (): void => {
    const values = waiting;
    stop();
    if (values.length > 0) take(values);
  };
  return {
    add(value) {
      waiting.push(value);
      cancel ??= schedule(flush);
    },
    flush,
    stop,
  };
}
