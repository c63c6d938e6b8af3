import type { WireError } from '../../../shared/errors.ts';
import type {
  OperationEvent,
  OperationState,
  OperationWithSteps,
  ProgressUnit,
  StepState,
} from '../../../shared/model/operation.ts';
import { oneLine } from './terminal-text.ts';

export type StepWord =
  | 'waiting'
  | 'running'
  | 'done'
  | 'failed'
  | 'undone'
  | 'skipped'
  | 'cancelled'
  | 'interrupted';

interface Sample {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly current: number;
}

export interface StepView {
  readonly id: string;
  readonly resource: string;
  readonly weight: number;
  readonly word: StepWord;
  readonly text: string;
  readonly current?: number | undefined;
  readonly total?: number | undefined;
  readonly unit: ProgressUnit;
  readonly startedAt?: number | undefined;
  readonly finishedAt?: number | undefined;
  /** Recent progress, for the rate. */
  readonly samples: readonly Sample[];
}

/** Everything that the views of an operation show, made from its plan and its events alone. */
export interface OperationView {
  readonly id: string;
  readonly title: string;
  readonly state: OperationState;
  readonly cancelling: boolean;
  readonly startedAt?: number | undefined;
  readonly finishedAt?: number | undefined;
  readonly steps: readonly StepView[];
  /** What it waits for while it is queued. */
  readonly waitsFor: string;
  readonly warnings: readonly string[];
  readonly error?: WireError | undefined;
}

const newStep = (id: string, resource: string, weight: number): StepView => ({
  id,
  resource: oneLine(resource),
  weight,
  word: 'waiting',
  text: '',
  unit: 'items',
  samples: [],
});

/** The view before the first event: the plan, nothing of it done. */
export const beginView = ({ id, title, steps }: OperationWithSteps): OperationView => ({
  id,
  title: oneLine(title),
  state: 'queued',
  cancelling: false,
  steps: steps.map((step) => newStep(step.id, step.resource, step.weight)),
  waitsFor: '',
  warnings: [],
});

/** How far back a rate looks, in milliseconds. */
const rateSpan = 5000;

function applyToStep(step: StepView, event: OperationEvent): StepView {
  const text = oneLine(event.text) || step.text;
  const ended = { text: oneLine(event.text), finishedAt: event.at };
  switch (event.status) {
    case 'queued':
      return { ...step, word: 'waiting', text };
    case 'started':
      // Its text is the cause, which stays in the plan; a second start comes after an interruption.
      return {
        ...step,
        word: 'running',
        text: '',
        startedAt: event.at,
        finishedAt: undefined,
        current: undefined,
        samples: [],
      };
    case 'progress': {
      const { current, total = step.total, unit = step.unit, at } = event;
      if (current === undefined) return { ...step, text };
      const samples = [...step.samples.filter((one) => at - one.at <= rateSpan), { at, current }];
      return { ...step, text, current, total, unit, samples };
    }
    case 'note':
    case 'warning':
      return { ...step, text };
    case 'command':
      return step;
    case 'done':
    case 'failed':
    case 'cancelled':
    case 'undone':
    case 'interrupted':
      return { ...step, ...ended, word: event.status };
  }
}

function applyToOperation(view: OperationView, event: OperationEvent): OperationView {
  const end = { finishedAt: event.at, waitsFor: '' };
  switch (event.status) {
    case 'queued':
      return { ...view, state: 'queued', waitsFor: oneLine(event.text) };
    case 'started':
      return {
        ...view,
        state: 'running',
        waitsFor: '',
        startedAt: view.startedAt ?? event.at,
        finishedAt: undefined,
      };
    case 'done':
      return { ...view, ...end, state: 'succeeded' };
    case 'failed':
    case 'cancelled':
    case 'interrupted':
      return { ...view, ...end, state: event.status };
    case 'progress':
    case 'note':
    case 'warning':
    case 'command':
    case 'undone':
      return view;
  }
}

/** The view after one more event. */
export function applyEvent(view: OperationView, event: OperationEvent): OperationView {
  const { parent } = event;
  const warned =
    event.status === 'warning' ? { ...view, warnings: [...view.warnings, oneLine(event.text)] } : view;
  if (parent === undefined) return applyToOperation(warned, event);
  const known = warned.steps.some(({ id }) => id === parent);
  const steps = known ? warned.steps : [...warned.steps, newStep(parent, event.resource ?? parent, 1)];
  return { ...warned, steps: steps.map((step) => (step.id === parent ? applyToStep(step, event) : step)) };
}

/** The word for a step when its operation stands still. A step that was cut off ended as its operation did. */
function lastWord(step: StepState, operation: OperationState): StepWord {
  switch (step) {
    case 'pending':
      return 'waiting';
    case 'running':
      return operation === 'failed' || operation === 'cancelled' || operation === 'interrupted'
        ? operation
        : 'running';
    case 'done':
    case 'failed':
    case 'undone':
    case 'skipped':
      return step;
  }
}

/** The view at the end, by what the journal says. */
export function finishView(view: OperationView, operation: OperationWithSteps): OperationView {
  const { title, state, error, startedAt, finishedAt, cancelling } = operation;
  return {
    ...view,
    // The plan may know a better one than the call: a name for an id.
    title: oneLine(title),
    state,
    error,
    cancelling: cancelling && finishedAt === undefined,
    startedAt: startedAt ?? view.startedAt,
    finishedAt: finishedAt ?? view.finishedAt,
    steps: view.steps.map((step) => {
      const known = operation.steps.find(({ id }) => id === step.id);
      return known ? { ...step, word: lastWord(known.state, state) } : step;
    }),
  };
}

/** The share of a step that is done, 0 to 1. */
export function stepFraction({ word, current, total }: StepView): number {
  if (word === 'done' || word === 'skipped') return 1;
  if (current === undefined || total === undefined || total <= 0) return 0;
  return Math.min(1, Math.max(0, current / total));
}

/** The weighted share of the whole that is done, 0 to 1. */
export function viewFraction({ steps, state }: OperationView): number {
  if (state === 'succeeded') return 1;
  const whole = steps.reduce((sum, { weight }) => sum + weight, 0);
  return whole > 0 ? steps.reduce((sum, step) => sum + step.weight * stepFraction(step), 0) / whole : 0;
}

/** Units per second over the last seconds; `undefined` until half a second of progress is known. */
export function stepRate({ samples }: StepView): number | undefined {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < 500) return undefined;
  return ((last.current - first.current) * 1000) / (last.at - first.at);
}

/** What is left of a step at its rate, in milliseconds. */
export function stepEta(step: StepView): number | undefined {
  const rate = stepRate(step);
  if (!rate || rate <= 0 || step.current === undefined || step.total === undefined) return undefined;
  return (Math.max(0, step.total - step.current) / rate) * 1000;
}

/** What is left of the whole, in milliseconds; not said before 5 % and two seconds are behind it. */
export function viewEta(view: OperationView, now: number): number | undefined {
  const done = viewFraction(view);
  const { startedAt, state } = view;
  if (state !== 'running' || startedAt === undefined || done < 0.05 || now - startedAt < 2000)
    return undefined;
  return ((now - startedAt) * (1 - done)) / done;
}
