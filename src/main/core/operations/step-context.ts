import type { EventStatus, PlannedStep, Progress, ProgressUnit } from '../../../shared/model/operation.ts';
import type { StepContext } from './define-operation.ts';
import type { Journal } from './journal.ts';
import { type LineBudget, trimLine } from './line-budget.ts';
import { throttleLatest } from './throttle-latest.ts';
import type { Tracked } from './track-operation.ts';

export interface OpenStepContext extends StepContext {
  /** Writes the last progress; what the step says afterwards is not heard. */
  readonly close: () => void;
}

const sane = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) && value >= 0 ? value : undefined;

/** What one run of one step, or of its compensation, is given. */
export function openStepContext(
  tracked: Tracked,
  { id, after, verb, resource, cause, weight, destructive, args }: PlannedStep,
  { journal, budget, signal }: { journal: Journal; budget: LineBudget; signal: AbortSignal },
): OpenStepContext {
  let closed = false;
  const about = { operation: tracked.id, resource, parent: id };

  const line = (status: EventStatus, text: string): void => {
    if (closed || !budget.take(status === 'note' ? 'note' : 'other')) return;
    journal.append({ ...about, status, text: trimLine(text) });
  };

  const progressed = throttleLatest<{ readonly progress: Progress; readonly text: string }>(
    budget.progressInterval,
    ({ progress, text }) => journal.append({ ...about, status: 'progress', text, ...progress }),
  );

  return {
    operation: tracked.id,
    step: { id, after, verb, resource, cause, weight, destructive, args },
    key: `${tracked.id}/${id}`,
    signal,
    output: (step) => tracked.step(step)?.output,
    progress(current: number, total: number | undefined, unit: ProgressUnit, text?: string) {
      const at = sane(current);
      if (closed || at === undefined) return;
      const progress: Progress = { current: at, total: sane(total), unit };
      const words = text === undefined ? undefined : trimLine(text);
      tracked.progress(id, progress, words);
      progressed.push({ progress, text: words ?? '' });
    },
    note: (text) => line('note', text),
    warning: (text) => line('warning', text),
    command: (text) => line('command', text),
    close() {
      progressed.close();
      closed = true;
    },
  };
}
