import { BacklotError } from '../../../shared/errors.ts';

/** The two ways to make an operation at work end early. */
export interface Control {
  /** Running steps: aborted by a cancel, a failed step or a stop. */
  readonly work: AbortSignal;
  /** Everything, clean-up too: aborted when the core stops or the journal is lost. */
  readonly stop: AbortSignal;
  readonly endWork: (reason: BacklotError) => void;
  /** Interrupts: what is left is for the next start. */
  readonly interrupt: (reason: BacklotError) => void;
}

export function createControl(): Control {
  const work = new AbortController();
  const stop = new AbortController();
  return {
    work: work.signal,
    stop: stop.signal,
    endWork: (reason) => work.abort(reason),
    interrupt(reason) {
      stop.abort(reason);
      work.abort(reason);
    },
  };
}

export const cancelled = (): BacklotError => new BacklotError('cancelled', 'The operation was cancelled.');

export const otherStepFailed = (resource: string): BacklotError =>
  new BacklotError('cancelled', `Stopped because "${resource}" failed.`);

export const interrupted = (title: string): BacklotError =>
  new BacklotError('operation-interrupted', `"${title}" was interrupted: Backlot stopped.`, {
    hint: 'The next start takes it up again.',
    retryable: true,
  });
