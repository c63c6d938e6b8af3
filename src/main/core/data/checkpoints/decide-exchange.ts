import { BacklotError } from '../../../../shared/errors.ts';
import type { DataOwner, DataState, KeptState } from './data-state.ts';

/** What exchanges an environment's data. */
export type Act =
  | { readonly kind: 'use'; readonly dataset: string }
  | { readonly kind: 'restore'; readonly checkpoint: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

export interface ExchangeFacts {
  /** The operation's id. */
  readonly operation: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The id of the checkpoint that keeps what is there before; absent when there is nothing to keep. */
  readonly keep: string | undefined;
  /** Keys of the environment's volumes. */
  readonly volumes: readonly string[];
  readonly owner: DataOwner;
}

export interface Exchange {
  readonly next: DataState;
  /** The checkpoint whose folder becomes current, moved and not cloned; absent: a clone does. */
  readonly moves: string | undefined;
}

const keepHistory = 100;

/** A checkpoint by its id, its name, or a unique beginning of its id. @throws BacklotError `checkpoint-unknown`. */
export function findKept(state: DataState, wanted: string): KeptState {
  const { checkpoints } = state;
  const exact = checkpoints.find(({ id, name }) => id === wanted || name === wanted);
  const beginning = checkpoints.filter(({ id }) => id.startsWith(wanted));
  const found = exact ?? (beginning.length === 1 ? beginning[0] : undefined);
  if (found !== undefined) return found;
  throw new BacklotError(
    'checkpoint-unknown',
    beginning.length > 1
      ? `"${wanted}" is the beginning of ${beginning.length} checkpoints.`
      : `There is no checkpoint "${wanted}".`,
    { hint: '"backlot checkpoint list" shows them with their ids.', details: { checkpoint: wanted } },
  );
}

/** The checkpoint that undo (or redo) goes to. @throws BacklotError `nothing-to-undo`. */
export function stepTarget(state: DataState, kind: 'undo' | 'redo'): KeptState {
  const id = state[kind].at(-1);
  const found = state.checkpoints.find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new BacklotError(
    'nothing-to-undo',
    kind === 'undo' ? 'There is no change of data to undo.' : 'There is no undone change of data to redo.',
    { hint: '"backlot checkpoint list" shows what can be restored.' },
  );
}

/** What a checkpoint is called: its name, or its id where it has none. */
export const labelOf = ({ name, id }: KeptState): string => name ?? id;

/** What an act says of itself: in the history, and as the reason of the checkpoint before it. */
function words(state: DataState, act: Act): { readonly text: string; readonly reason: string } {
  switch (act.kind) {
    case 'use':
      return { text: `switched to ${act.dataset}`, reason: `before switching to ${act.dataset}` };
    case 'restore': {
      const label = labelOf(findKept(state, act.checkpoint));
      return { text: `restored checkpoint ${label}`, reason: `before restoring checkpoint ${label}` };
    }
    case 'undo':
      return { text: `undo: back to ${stepTarget(state, 'undo').text}`, reason: 'before undo' };
    case 'redo':
      return { text: `redo: back to ${stepTarget(state, 'redo').text}`, reason: 'before redo' };
  }
}

/**
 * What an environment's state will be after an act. What is there before becomes a checkpoint; undo and redo
 * take the folder of an automatic checkpoint itself, so that walking back and forth copies nothing. Pure.
 * @throws BacklotError `nothing-to-undo`, `checkpoint-unknown`.
 */
export function decideExchange(state: DataState, act: Act, facts: ExchangeFacts): Exchange {
  const { operation, at, keep, volumes, owner } = facts;
  const { text, reason } = words(state, act);
  const walked = act.kind === 'undo' || act.kind === 'redo' ? stepTarget(state, act.kind) : undefined;
  const moves = walked?.automatic ? walked.id : undefined;
  const before: KeptState[] =
    keep === undefined
      ? []
      : [
          {
            id: keep,
            automatic: true,
            reason,
            createdAt: at,
            dataset: state.current.dataset,
            text: state.current.text,
            volumes: [...volumes],
          },
        ];
  const kept = before.map(({ id }) => id);
  const current = ((): DataState['current'] => {
    if (act.kind === 'use') return { dataset: act.dataset, since: at, text };
    const from = walked ?? (act.kind === 'restore' ? findKept(state, act.checkpoint) : undefined);
    return { dataset: from?.dataset, since: at, text: walked?.text ?? text };
  })();
  const stacks = ((): Pick<DataState, 'undo' | 'redo'> => {
    if (act.kind === 'undo') return { undo: state.undo.slice(0, -1), redo: [...state.redo, ...kept] };
    if (act.kind === 'redo') return { undo: [...state.undo, ...kept], redo: state.redo.slice(0, -1) };
    return { undo: [...state.undo, ...kept], redo: [] };
  })();
  return {
    moves,
    next: {
      ...state,
      ...stacks,
      owner,
      exchange: operation,
      current,
      checkpoints: [...before, ...state.checkpoints.filter(({ id }) => id !== moves)],
      history: [{ at, text, dataset: current.dataset, before: kept[0] }, ...state.history].slice(
        0,
        keepHistory,
      ),
    },
  };
}

/** The state without some checkpoints. Pure. */
export const withoutKept = (state: DataState, gone: readonly string[]): DataState => {
  const stays = (id: string): boolean => !gone.includes(id);
  return {
    ...state,
    checkpoints: state.checkpoints.filter(({ id }) => stays(id)),
    undo: state.undo.filter(stays),
    redo: state.redo.filter(stays),
  };
};
