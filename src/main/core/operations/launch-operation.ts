import { type BacklotError, errorToWire, toBacklotError } from '../../../shared/errors.ts';
import { isFinished } from '../../../shared/model/operation.ts';
import type { Store } from '../store/open-store.ts';
import type { JournaledOperation } from '../store/operation-record.ts';
import type { Changes } from './changes.ts';
import { type Control, createControl } from './control.ts';
import type { OperationKind, PreparedOperation } from './define-operation.ts';
import type { Journal } from './journal.ts';
import { createLineBudget } from './line-budget.ts';
import type { LockRequest } from './locks.ts';
import { droppedWarning, runOperation } from './run-operation.ts';
import type { Runner, RunnerLimits } from './runner.ts';
import { openStepContext } from './step-context.ts';
import { type Tracked, trackOperation } from './track-operation.ts';

/** An operation at work. */
export interface ActiveOperation {
  readonly tracked: Tracked;
  readonly control: Control;
  /** Resolves, never rejects, when nothing of it runs any more. */
  readonly ended: Promise<void>;
  /** Notes the interruption of one that does not end in time. */
  readonly leave: () => void;
}

export interface Launch {
  readonly record: JournaledOperation;
  readonly kind: OperationKind;
  readonly prepare: () => PreparedOperation;
  readonly lock: LockRequest;
  readonly limits: RunnerLimits;
  readonly keepLines: number;
  readonly store: Store;
  readonly journal: Journal;
  readonly changes: Changes;
  readonly now: () => number;
}

/** Sets a journaled operation to work. */
export function launchOperation(launch: Launch): ActiveOperation {
  const { record, kind, prepare, lock, limits, keepLines, store, journal, changes, now } = launch;
  const { id } = record;
  const control = createControl();
  const tracked = trackOperation(record, { store, journal, changed: changes.changed });
  const budget = createLineBudget(keepLines, {
    note: store.events.count(id, ['note']),
    other: store.events.count(id, ['warning', 'command']),
    progress: store.events.count(id, ['progress']),
  });
  let lost: BacklotError | undefined;

  const runner: Runner = {
    ...limits,
    ...{ tracked, kind, control, journal, budget, now },
    openContext: (step, signal) => openStepContext(tracked, step, { journal, budget, signal }),
    loseJournal(error) {
      lost ??= toBacklotError(error);
      control.interrupt(lost);
      throw error;
    },
  };

  const leave = (): void => {
    const { state, phase, error: before } = tracked.operation();
    if (isFinished(state)) return;
    // While steps are taken back, the error is the one that the operation will end with.
    const error = lost && phase !== 'undo' ? errorToWire(lost) : before;
    const dropped = budget.dropped();
    try {
      tracked.apply({
        operation: { state: 'interrupted', error },
        events: [
          ...(dropped > 0 ? [droppedWarning(id, dropped)] : []),
          { operation: id, status: 'interrupted', text: lost?.message ?? 'Interrupted: Backlot stopped.' },
        ],
      });
    } catch (cause) {
      // Nothing can be written: the next start finds it as running and takes it up from there.
      tracked.force({ state: 'interrupted', error: errorToWire(lost ?? cause) });
    }
  };

  const ended = Promise.resolve()
    .then(() => runOperation(runner, prepare, lock))
    .catch((error: unknown) => {
      lost ??= toBacklotError(error);
      control.interrupt(lost);
    })
    .then(leave);

  return { tracked, control, ended, leave };
}
