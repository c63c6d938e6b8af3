import type { TopicEvent } from '../../../shared/contract/define.ts';
import type { Operation, OperationEvent, OperationWithSteps } from '../../../shared/model/operation.ts';
import type { Store } from '../store/open-store.ts';
import type { ListOptions } from '../store/operation-repository.ts';
import type { OperationKind } from './define-operation.ts';
import type { FollowOptions } from './follow-changes.ts';
import type { RunnerLimits } from './runner.ts';

export interface OperationsOptions extends Partial<RunnerLimits> {
  readonly store: Store;
  readonly kinds: readonly OperationKind[];
  /** Milliseconds since the epoch. */
  readonly now?: (() => number) | undefined;
  readonly newId?: (() => string) | undefined;
  /** How long `stop` waits for running steps, in milliseconds. */
  readonly stopMs?: number | undefined;
  /** How many lines of output the journal keeps of one operation. */
  readonly keepLines?: number | undefined;
}

/** All long-running work of a core. Ids may be given as a unique beginning. */
export interface Operations {
  /**
   * Journals and starts an operation; answers its id at once. An interrupted one that holds the same
   * locks is taken up first. Aborting the signal cancels the operation.
   * @throws BacklotError `invalid-input`, `operation-conflict`, or what the store throws.
   */
  readonly start: (kind: string, input: unknown, options?: { readonly signal?: AbortSignal }) => string;
  readonly get: (id: string) => OperationWithSteps;
  /** Newest first. */
  readonly list: (options: ListOptions) => readonly Operation[];
  /** Notes the wish; what was done is then taken back. @throws BacklotError `operation-finished`. */
  readonly cancel: (id: string) => void;
  /** Takes up an interrupted one as its kind says; one at work is left alone. Answers its whole id. */
  readonly resume: (id: string) => string;
  /**
   * For the start of a core: marks what the last one left as interrupted and takes it up again, unless
   * `takeUp` is false. Answers the ids taken up. Also begins the daily retention.
   */
  readonly recover: (options?: { readonly takeUp?: boolean }) => readonly string[];
  readonly events: (
    params: { readonly operation?: string | undefined },
    options: FollowOptions,
  ) => AsyncIterable<TopicEvent<OperationEvent>>;
  readonly changes: (
    params: { readonly operation?: string | undefined },
    options: FollowOptions,
  ) => AsyncIterable<TopicEvent<OperationWithSteps>>;
  /** The operation once it has ended. @throws BacklotError `operation-interrupted` when it stops before. */
  readonly wait: (id: string, signal: AbortSignal) => Promise<OperationWithSteps>;
  /** How many are queued or running. */
  readonly active: () => number;
  /** Drops what retention says; answers the ids. */
  readonly prune: (signal: AbortSignal) => Promise<readonly string[]>;
  /** Interrupts what runs, within `stopMs`, and takes nothing new. */
  readonly stop: () => Promise<void>;
}
