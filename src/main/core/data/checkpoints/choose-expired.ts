import type { DataState } from './data-state.ts';

/** How many automatic checkpoints of an environment are kept, and how much they may take together. */
export interface Retention {
  readonly count: number;
  /** Bytes that only they take. */
  readonly bytes: number;
}

export const usualRetention: Retention = { count: 10, bytes: 20 * 1024 ** 3 };

/**
 * The automatic checkpoints that are over the budget, oldest first. Those with a name stay, and so does the
 * newest one: it is what undo goes back to. Pure.
 */
export function chooseExpired(
  { checkpoints, undo }: Pick<DataState, 'checkpoints' | 'undo'>,
  ownBytes: ReadonlyMap<string, number>,
  { count, bytes }: Retention,
): readonly string[] {
  const next = undo.at(-1);
  const oldestFirst = checkpoints
    .filter(({ automatic, id }) => automatic && id !== next)
    .toSorted((a, b) => a.createdAt - b.createdAt);
  const size = (id: string | undefined): number => (id === undefined ? 0 : (ownBytes.get(id) ?? 0));
  let left = oldestFirst.length + (next === undefined ? 0 : 1);
  let taken = size(next) + oldestFirst.reduce((sum, { id }) => sum + size(id), 0);
  const gone: string[] = [];
  for (const { id } of oldestFirst) {
    if (left <= count && taken <= bytes) break;
    gone.push(id);
    left -= 1;
    taken -= size(id);
  }
  return gone;
}
