import {
  isFinished,
  type OperationEvent,
  type OperationState,
  type Step,
  type StepState,
} from '../../../shared/model/operation.ts';
import type { KnownOperation } from '../../state/operations-state.ts';
import type { Tone } from '../../ui/status.tsx';

export interface StateWord {
  readonly tone: Tone;
  readonly word: string;
}

const operationWords: Readonly<Record<OperationState, StateWord>> = {
  queued: { tone: 'neutral', word: 'Queued' },
  running: { tone: 'working', word: 'Running' },
  succeeded: { tone: 'healthy', word: 'Done' },
  failed: { tone: 'failed', word: 'Failed' },
  cancelled: { tone: 'neutral', word: 'Cancelled' },
  interrupted: { tone: 'attention', word: 'Interrupted' },
};

const stepWords: Readonly<Record<StepState, StateWord>> = {
  pending: { tone: 'neutral', word: 'Waiting' },
  running: { tone: 'working', word: 'Running' },
  done: { tone: 'healthy', word: 'Done' },
  failed: { tone: 'failed', word: 'Failed' },
  undone: { tone: 'attention', word: 'Undone' },
  skipped: { tone: 'neutral', word: 'Skipped' },
};

/** The state of an operation as a word and a tone. */
export const operationWord = ({ state, cancelling }: KnownOperation): StateWord =>
  cancelling && (state === 'running' || state === 'queued')
    ? { tone: 'attention', word: 'Cancelling' }
    : operationWords[state];

/** The state of a step as a word and a tone; one at work in an operation that is not was interrupted with it. */
export const stepWord = ({ state }: Pick<Step, 'state'>, operation: OperationState = 'running'): StateWord =>
  state === 'running' && operation === 'interrupted' ? operationWords.interrupted : stepWords[state];

/** What there is to say about a step: what went wrong, its last words while they hold, else its cause. */
export function stepWhy({ state, error, text, cause }: Step): string {
  switch (state) {
    case 'failed':
      return error?.message ?? text ?? cause;
    case 'undone':
      // Its last words tell of work that is no longer there.
      return error?.message ?? 'taken back';
    case 'running':
    case 'done':
      return error?.message ?? text ?? cause;
    case 'pending':
    case 'skipped':
      return cause;
  }
}

/** What the operation does at this moment, in one line: "copy customers, orders". */
export function presentWork(steps: readonly Step[] | undefined): string {
  const running = steps?.filter(({ state }) => state === 'running') ?? [];
  const [first] = running;
  if (!first) return '';
  if (running.length === 1 && first.text !== undefined)
    return `${first.verb} ${first.resource}: ${first.text}`;
  const same = running.filter(({ verb }) => verb === first.verb);
  const shown = same.slice(0, 3).map(({ resource }) => resource);
  const more = running.length - shown.length;
  return `${first.verb} ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** How many steps have ended well, of how many: "4 of 12 steps". */
export function stepsDone(steps: readonly Step[] | undefined): string {
  if (!steps || steps.length === 0) return '';
  const done = steps.filter(({ state }) => state === 'done').length;
  return `${done} of ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`;
}

/**
 * The environments of its locks: "dev", "staging on shared"; the host named default goes without saying, and
 * so does the project behind an "@".
 */
export const lockWords = (locks: readonly string[]): string =>
  locks
    .map((lock) => {
      const [host = '', ...rest] = (lock.split('@')[0] ?? lock).split('/');
      const name = rest.join('/');
      return host === 'default' ? name : `${name} on ${host}`;
    })
    .join(', ');

/** What an unfinished operation has of environments, or what it waits for; `undefined` when neither. */
export function standing(
  { state, locks }: Pick<KnownOperation, 'state' | 'locks'>,
  events: readonly OperationEvent[],
): string | undefined {
  if (isFinished(state)) return undefined;
  if (state === 'queued') return events.findLast(({ parent }) => parent === undefined)?.text;
  return locks.length > 0 ? `holds ${lockWords(locks)}` : undefined;
}

/** When it began and, once it ended, how long it took in milliseconds. */
export const tookMs = ({
  startedAt,
  finishedAt,
}: Pick<Step, 'startedAt' | 'finishedAt'>): number | undefined =>
  startedAt === undefined || finishedAt === undefined ? undefined : finishedAt - startedAt;
