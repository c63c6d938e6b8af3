import { BacklotError, errorToWire } from '../../../shared/errors.ts';
import type { JournaledOperation, OperationRecord } from '../store/operation-record.ts';
import type { OperationKind } from './define-operation.ts';

/** Why an interrupted operation can't go on in this core, in words; `undefined` when it can. */
export function whyNotTakeUp(
  { kind: name, steps }: JournaledOperation,
  kinds: ReadonlyMap<string, OperationKind>,
): string | undefined {
  const kind = kinds.get(name);
  if (!kind) return `this version of Backlot does not know operations of the kind "${name}"`;
  const unknown = steps.find(({ verb }) => !kind.verbs.has(verb));
  return unknown && `this version of Backlot does not know how to "${unknown.verb}" in a "${name}"`;
}

/** The error that an operation is left with while nobody can take it up. */
export const cannotTakeUp = ({ title, id }: OperationRecord, why: string): BacklotError =>
  new BacklotError('operation-interrupted', `"${title}" (${id}) was interrupted and cannot go on: ${why}.`, {
    hint: `Start the version of Backlot that began it, or a newer one, then: backlot ops resume ${id}`,
    details: { operation: id },
  });

/** The refusal of new work on an environment that an interrupted operation still holds. */
export const heldByInterrupted = ({ title, id, locks }: OperationRecord, why: string): BacklotError =>
  new BacklotError(
    'operation-conflict',
    `"${title}" (${id}) was interrupted, still holds ${locks.join(', ')}, and cannot go on: ${why}.`,
    { hint: `Take it up with: backlot ops resume ${id}`, details: { operation: id, locks } },
  );

/** How an interrupted operation goes on: where it was, or taking back what it did. */
export function takeUpChange(
  { title, phase }: OperationRecord,
  { afterCrash }: OperationKind,
  cancel: boolean,
): Partial<OperationRecord> {
  if (cancel) return { phase: 'undo', ending: 'cancelled', cancelling: true, error: undefined };
  if (phase === 'undo') return {};
  if (afterCrash === 'resume') return { error: undefined };
  const error = new BacklotError(
    'operation-interrupted',
    `"${title}" was interrupted, and what it had done was taken back.`,
    { hint: 'Start it again.', retryable: true },
  );
  return { phase: 'undo', ending: 'failed', error: errorToWire(error) };
}

/** What the journal says of an operation that no core is working on: it can't be running. */
export const asLeft = <O extends OperationRecord>(operation: O): O =>
  operation.state === 'running' || operation.state === 'queued'
    ? { ...operation, state: 'interrupted' }
    : operation;
