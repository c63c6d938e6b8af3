import { BacklotError } from '../../../shared/errors.ts';

/**
 * Waits for work that was told to stop by `signal`, at most `graceMs` past that.
 * @throws BacklotError `step-failed` when it did not stop by then; it is then no longer waited for.
 */
export function settleWithin<T>(work: Promise<T>, signal: AbortSignal, graceMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const giveUp = (): void => {
      timer = setTimeout(() => {
        const text = `It did not stop within ${Math.round(graceMs / 1000)} s of being told to.`;
        reject(new BacklotError('step-failed', text));
      }, graceMs);
    };
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
    work.then(
      (value) => {
        done();
        resolve(value);
      },
      (error: unknown) => {
        done();
        reject(error);
      },
    );
  });
}
