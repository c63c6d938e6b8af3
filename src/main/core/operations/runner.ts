import type { StepRecord } from '../store/operation-record.ts';
import type { Control } from './control.ts';
import type { OperationKind } from './define-operation.ts';
import type { Journal } from './journal.ts';
import type { LineBudget } from './line-budget.ts';
import type { OpenStepContext } from './step-context.ts';
import type { Tracked } from './track-operation.ts';

/** How patient and how wide the runner is; milliseconds. */
export interface RunnerLimits {
  /** Steps side by side in one operation, where its kind says nothing. */
  readonly maxParallel: number;
  /** How long one compensation may take. */
  readonly undoMs: number;
  /** How long a running step may take to end once it was told to. */
  readonly abortMs: number;
}

/** One operation at work, as its parts see it. */
export interface Runner extends RunnerLimits {
  readonly tracked: Tracked;
  readonly kind: OperationKind;
  readonly control: Control;
  readonly journal: Journal;
  readonly budget: LineBudget;
  readonly now: () => number;
  readonly openContext: (step: StepRecord, signal: AbortSignal) => OpenStepContext;
  /** What can't be journaled must not be done: stops everything and throws on. */
  readonly loseJournal: (error: unknown) => never;
}
