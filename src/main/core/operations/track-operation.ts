import type { OperationWithSteps, Progress } from '../../../shared/model/operation.ts';
import type { Store } from '../store/open-store.ts';
import type { JournaledOperation, OperationRecord, StepRecord } from '../store/operation-record.ts';
import type { Journal, NewEvent } from './journal.ts';
import { weighProgress } from './weigh-progress.ts';

/** A change of state: what changes and the events that say so, written together. */
export interface Change {
  readonly operation?: Partial<Omit<OperationRecord, 'id' | 'kind'>>;
  readonly steps?: ReadonlyMap<string, Partial<StepRecord>>;
  /** The steps of a plan just made. */
  readonly plan?: readonly StepRecord[];
  readonly events: readonly NewEvent[];
}

/** An operation at work: its present state in memory, changed only by what the journal has written. */
export interface Tracked {
  readonly id: string;
  readonly operation: () => OperationRecord;
  readonly steps: () => readonly StepRecord[];
  readonly step: (id: string) => StepRecord | undefined;
  readonly view: () => OperationWithSteps;
  /** Throws what the store throws; nothing has changed then. */
  readonly apply: (change: Change) => void;
  /** Progress of a running step: in memory until the step's next change of state. */
  readonly progress: (step: string, progress: Progress, text: string | undefined) => void;
  /** Changes the present state alone, when the journal can't be written any more. */
  readonly force: (change: Partial<OperationRecord>) => void;
}

/** An operation as it is shown: without what only the runner needs. */
export function viewOperation({
  phase,
  ending,
  input,
  steps,
  ...shown
}: JournaledOperation): OperationWithSteps {
  return { ...shown, steps: steps.map(({ output, takenBack, ...step }) => step) };
}

export interface TrackOptions {
  readonly store: Store;
  readonly journal: Journal;
  readonly changed: (id: string) => void;
}

/** Takes an operation under the runner's eye; it is in the journal already. */
export function trackOperation(
  { steps: planned, ...journaled }: JournaledOperation,
  { store, journal, changed }: TrackOptions,
): Tracked {
  const { id } = journaled;
  let operation: OperationRecord = journaled;
  let steps = new Map(planned.map((step) => [step.id, step]));

  /** Progress stands still once steps are taken back: it would be a strange sight to see it fall. */
  const weighed = (next: OperationRecord, all: Iterable<StepRecord>): number => {
    if (next.state === 'succeeded') return 1;
    return next.phase === 'run' ? weighProgress([...all]) : next.progress;
  };

  return {
    id,
    operation: () => operation,
    steps: () => [...steps.values()],
    step: (step) => steps.get(step),
    view: () =>
      viewOperation({
        ...operation,
        progress: weighed(operation, steps.values()),
        steps: [...steps.values()],
      }),
    apply({ operation: patch = {}, steps: patches = new Map(), plan, events }) {
      const all = new Map(plan ? plan.map((step) => [step.id, step]) : steps);
      const changedSteps: StepRecord[] = [];
      for (const [step, change] of patches) {
        const before = all.get(step);
        if (!before) continue;
        const after = { ...before, ...change };
        all.set(step, after);
        changedSteps.push(after);
      }
      const merged = { ...operation, ...patch };
      const next = { ...merged, progress: weighed(merged, all.values()) };
      journal.transition(() => {
        store.operations.update(next);
        if (plan) store.operations.insertSteps(id, plan);
        for (const step of changedSteps) store.operations.updateStep(id, step);
      }, events);
      operation = next;
      steps = all;
      changed(id);
    },
    progress(step, progress, text) {
      const before = steps.get(step);
      if (before?.state !== 'running') return;
      steps.set(step, { ...before, progress, text: text ?? before.text });
      changed(id);
    },
    force(change) {
      operation = { ...operation, ...change };
      changed(id);
    },
  };
}
