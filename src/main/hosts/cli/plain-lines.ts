import type { OperationEvent } from '../../../shared/model/operation.ts';
import type { OperationView, StepView } from './operation-view.ts';
import { amountText, durationText } from './quantity-text.ts';
import { oneLine } from './terminal-text.ts';

/** Between two lines about the progress of one step, in milliseconds. */
const quietMs = 10_000;

/** An operation as lines of plain text, one per event that says something new. */
export interface PlainLines {
  /** The line for an event, given the view after it; `undefined` when it is not worth one. */
  readonly next: (view: OperationView, event: OperationEvent) => string | undefined;
}

const took = ({ startedAt, finishedAt }: Pick<StepView, 'startedAt' | 'finishedAt'>): string =>
  startedAt !== undefined && finishedAt !== undefined ? ` in ${durationText(finishedAt - startedAt)}` : '';

const after = (text: string): string => (text ? `: ${text}` : '');

function progressText({ current, total, unit, text }: StepView): string {
  if (current === undefined) return text;
  const amount = amountText(current, unit);
  const share = total ? `${amount} of ${amountText(total, unit)}` : amount;
  return text ? `${share}, ${text}` : share;
}

export function createPlainLines(): PlainLines {
  const spokenAt = new Map<string, number>();

  const ofStep = (step: StepView, event: OperationEvent): string | undefined => {
    const text = oneLine(event.text);
    const name = step.resource;
    const since = event.at - (spokenAt.get(step.id) ?? 0);
    if (event.status === 'progress' && since < quietMs) return undefined;
    spokenAt.set(step.id, event.at);
    switch (event.status) {
      case 'queued':
        return `${name} waiting${after(text)}`;
      case 'started':
        return `${name} started${after(text)}`;
      case 'progress':
        return `${name} ${progressText(step)}`;
      case 'note':
        return text && `${name} | ${text}`;
      case 'warning':
        return `${name} warning${after(text)}`;
      case 'command':
        return `${name} $ ${text}`;
      case 'done':
      case 'failed':
      case 'cancelled':
      case 'undone':
      case 'interrupted':
        return `${name} ${event.status}${took(step)}${after(text)}`;
    }
  };

  const ofOperation = (view: OperationView, event: OperationEvent): string | undefined => {
    const text = oneLine(event.text);
    switch (event.status) {
      case 'queued':
        // It starts in the same moment, unless there is something that it waits for.
        return text.toLowerCase() === event.status ? undefined : `${view.title} queued${after(text)}`;
      case 'started':
        return `${view.title} started (${view.id})`;
      case 'note':
        return text && `${view.title} | ${text}`;
      case 'warning':
        return `${view.title} warning${after(text)}`;
      case 'command':
        return `${view.title} $ ${text}`;
      case 'progress':
        return undefined;
      case 'undone':
        return `${view.title} undone${after(text)}`;
      case 'done':
      case 'failed':
      case 'cancelled':
      case 'interrupted':
        // The last line comes from the journal, which knows how it ended for certain.
        return undefined;
    }
  };

  return {
    next(view, event) {
      if (event.parent === undefined) return ofOperation(view, event) || undefined;
      const step = view.steps.find(({ id }) => id === event.parent);
      return (step && ofStep(step, event)) || undefined;
    },
  };
}

/** The last line about an operation: how it ended. */
export function plainEnd(view: OperationView): string {
  const words = {
    queued: 'is queued',
    running: 'is running',
    succeeded: 'done',
    failed: 'failed',
    cancelled: 'cancelled',
    interrupted: 'interrupted',
  } as const;
  return `${view.title} ${words[view.state]}${took(view)}`;
}
