import { BacklotError, errorToWire, isCancelled, type WireError } from '../../../shared/errors.ts';

/** What a step threw, as it is kept: a code of its own stays, anything else becomes `step-failed`. */
export function stepError(resource: string, error: unknown): WireError {
  // A step that aborted itself (a timeout of its own) has failed: nobody cancelled it.
  if (error instanceof BacklotError && !isCancelled(error)) return errorToWire(error);
  const words = error instanceof Error ? error.message : String(error);
  return errorToWire(
    new BacklotError('step-failed', `"${resource}" failed: ${words || 'no reason was given'}`, {
      hint: 'The events of this step say what it did last.',
    }),
  );
}

/** A value as it comes back out of the journal, so that a run is the same with and without a crash. */
export function plainJson(value: unknown): unknown {
  const text: string | undefined = JSON.stringify(value);
  const plain: unknown = text === undefined ? undefined : JSON.parse(text);
  return plain;
}
