import type { Operation, Step } from '../../../shared/model/operation.ts';

/** Where an operation is: not planned yet, running its steps, or taking them back. */
export type Phase = 'plan' | 'run' | 'undo';

/** A step as journaled: with what it returned, for the steps after it. */
export interface StepRecord extends Step {
  readonly output?: unknown;
  /** How its compensation ended; absent while it has not. One that has ended is not begun again after a crash. */
  readonly takenBack?: 'whole' | 'failed' | undefined;
}

/** An operation as journaled, without its steps. */
export interface OperationRecord extends Operation {
  readonly phase: Phase;
  /** The state that taking back will end in. */
  readonly ending?: 'failed' | 'cancelled' | undefined;
  /** The JSON it was started with. */
  readonly input: unknown;
}

/** Everything the journal knows of one operation: enough to take it up after a crash. */
export interface JournaledOperation extends OperationRecord {
  readonly steps: readonly StepRecord[];
}
