import type { OperationEvent, OperationWithSteps } from '../../../shared/model/operation.ts';
import { errorDocument } from './error-text.ts';
import type { OperationView } from './operation-view.ts';
import type { Output } from './output.ts';
import { createPlainLines, plainEnd } from './plain-lines.ts';

/** One way to show an operation while it goes on. */
export interface OperationRenderer {
  /** The view after an event. `fresh` is false for what happened before this command looked. */
  readonly event: (view: OperationView, event: OperationEvent, fresh: boolean) => void;
  /** The operation is being cancelled; `text` is what the user has to know about that. */
  readonly cancelling: (view: OperationView, text: string) => void;
  /** How it ended, or how it stands when this command leaves it. */
  readonly end: (view: OperationView, operation: OperationWithSteps) => void;
  /** Gives the terminal back; safe to call at any time. */
  readonly release: () => void;
}

/** NDJSON: each event, then `{"operation","state","result"}`, with `error` when it has one. */
export const jsonRenderer = (out: Output): OperationRenderer => ({
  event(_, event, fresh) {
    if (fresh && !out.quiet) out.document(event);
  },
  cancelling: (_, text) => out.note(text),
  end: (_, { id, state, result, error }) =>
    out.document({ operation: id, state, result: result ?? null, ...(error ? errorDocument(error) : {}) }),
  release() {},
});

/** Lines without control codes, for pipes and logs. */
export function plainRenderer(out: Output): OperationRenderer {
  const lines = createPlainLines();
  return {
    event(view, event, fresh) {
      const line = fresh ? lines.next(view, event) : undefined;
      if (line !== undefined) out.line(line);
    },
    cancelling: (_, text) => out.note(text),
    end: (view) => out.line(plainEnd(view)),
    release() {},
  };
}

/** Nothing but what the user has to know. */
export const quietRenderer = (out: Output): OperationRenderer => ({
  event() {},
  cancelling: (_, text) => out.note(text),
  end() {},
  release() {},
});
