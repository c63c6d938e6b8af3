import type { WireError } from '../errors.ts';

/** The life of an operation. `interrupted`: the core stopped in the middle; it resumes or rolls back. */
export const operationStates = [
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'interrupted',
] as const;
export type OperationState = (typeof operationStates)[number];

/** States that never change again. */
export const isFinished = (state: OperationState): boolean =>
  state === 'succeeded' || state === 'failed' || state === 'cancelled';

/** The life of a step. `undone`: its effect was taken back by its compensation. */
export const stepStates = ['pending', 'running', 'done', 'failed', 'undone', 'skipped'] as const;
export type StepState = (typeof stepStates)[number];

/** One step as planned: data alone, so that it can be shown, stored and taken up after a crash. */
export interface PlannedStep {
  /** Unique in its plan. */
  readonly id: string;
  /** Ids of the steps that must be done before. */
  readonly after: readonly string[];
  /** Names the code that runs it, among the verbs of the operation's kind. */
  readonly verb: string;
  /** What it acts on: "web", "volume shop_db". */
  readonly resource: string;
  /** Why, in words: "image digest changed". */
  readonly cause: string;
  /** Share of the work relative to the other steps of the plan; above 0. */
  readonly weight: number;
  /** True when it removes or overwrites something. */
  readonly destructive: boolean;
  /** JSON the verb needs. Never a secret. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** A sentence that belongs to a plan but is no step: what was renamed, left alone, or can't be done. */
export interface PlanNote {
  readonly level: 'note' | 'warning';
  /** What it is about: "web", "volume shop_db". */
  readonly resource: string;
  readonly text: string;
}

/** A DAG of steps. */
export interface Plan {
  /** The sentence of what will happen: "Clone staging locally". */
  readonly title: string;
  readonly notes?: readonly PlanNote[] | undefined;
  readonly steps: readonly PlannedStep[];
}

export type ProgressUnit = 'bytes' | 'items';

/** How far a step is. `total` absent: unknown. */
export interface Progress {
  readonly current: number;
  readonly total?: number | undefined;
  readonly unit: ProgressUnit;
}

export interface Step extends PlannedStep {
  readonly state: StepState;
  readonly progress?: Progress | undefined;
  /** The last words of its progress: "waiting for db: healthy, 4 s". */
  readonly text?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt?: number | undefined;
  readonly finishedAt?: number | undefined;
  readonly error?: WireError | undefined;
}

/** One long-running, journaled, cancellable piece of work, without its steps. */
export interface Operation {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly state: OperationState;
  /** True from the call for cancellation until the clean-up has ended. */
  readonly cancelling: boolean;
  /** The environments it holds or waits for, as "<host>/<environment>". */
  readonly locks: readonly string[];
  /** Absolute path of the project it belongs to. */
  readonly project?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly startedAt?: number | undefined;
  readonly finishedAt?: number | undefined;
  /** Weighted share of the work that is done, 0 to 1. */
  readonly progress: number;
  readonly error?: WireError | undefined;
  /** What it ended with, as JSON. */
  readonly result?: unknown;
}

export interface OperationWithSteps extends Operation {
  readonly steps: readonly Step[];
}

/**
 * What an event says: `queued` and `started` once; `progress` with numbers; `note` a line of output;
 * `command` a command that was run, as it can be copied; the rest end a step or the operation.
 */
export const eventStatuses = [
  'queued',
  'started',
  'progress',
  'note',
  'warning',
  'command',
  'done',
  'failed',
  'cancelled',
  'undone',
  'interrupted',
] as const;
export type EventStatus = (typeof eventStatuses)[number];

/** One line of the stream that every view of an operation is made from. */
export interface OperationEvent {
  /** Grows over all operations of a core; the cursor of the topic. */
  readonly seq: number;
  readonly operation: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The step's resource; absent for the operation itself. */
  readonly resource?: string | undefined;
  /** The step's id; absent for the operation itself. */
  readonly parent?: string | undefined;
  readonly status: EventStatus;
  readonly text: string;
  readonly current?: number | undefined;
  readonly total?: number | undefined;
  readonly unit?: ProgressUnit | undefined;
}
