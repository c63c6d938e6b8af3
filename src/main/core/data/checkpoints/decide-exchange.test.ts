import { expect, test } from 'vitest';
import { type DataState, firstState } from './data-state.ts';
import { type Act, decideExchange, findKept, withoutKept } from './decide-exchange.ts';

const owner = { project: 'shop', environment: 'dev' };

/** A state after some acts, each at the next moment; checkpoints are c1, c2… */
function after(...acts: readonly Act[]): { readonly state: DataState; readonly moves: readonly unknown[] } {
  let state = firstState(0);
  const moves = acts.map((act, index) => {
    const at = index + 1;
    const facts = { operation: `op${at}`, at, keep: `c${at}`, volumes: ['data'], owner };
    const decided = decideExchange(state, act, facts);
    state = decided.next;
    return decided.moves;
  });
  return { state, moves };
}
const use = (dataset: string): Act => ({ kind: 'use', dataset });
const undo: Act = { kind: 'undo' };
const redo: Act = { kind: 'redo' };
const kept = ({ checkpoints }: DataState) =>
  checkpoints.map(({ id, dataset }) => `${id}: ${dataset ?? 'own'}`);

test('undo and redo walk back and forth, and never lose what they leave', () => {
  const back = after(use('a'), use('b'), undo);
  expect(back.moves).toEqual([undefined, undefined, 'c2']);
  expect(back.state.current).toMatchObject({ dataset: 'a', text: 'switched to a' });
  expect(kept(back.state)).toEqual(['c3: b', 'c1: own']);
  expect([back.state.undo, back.state.redo]).toEqual([['c1'], ['c3']]);

  const forth = after(use('a'), use('b'), undo, redo);
  expect(forth.state.current).toMatchObject({ dataset: 'b' });
  expect(kept(forth.state)).toEqual(['c4: a', 'c1: own']);
  expect([forth.state.undo, forth.state.redo]).toEqual([['c1', 'c4'], []]);

  const first = after(use('a'), undo);
  expect(first.state.current).toMatchObject({ dataset: undefined, text: 'its own data' });
});

test('a new change after an undo ends the way forward; what it led to stays as a checkpoint', () => {
  const { state } = after(use('a'), use('b'), undo, use('c'));
  expect(state.redo).toEqual([]);
  expect(kept(state)).toEqual(['c4: a', 'c3: b', 'c1: own']);
  expect(() => after(use('a'), use('b'), undo, use('c'), redo)).toThrow('no undone change');
});

test('a checkpoint with a name is cloned and stays; one that was removed is not gone back to', () => {
  const { state } = after(use('a'));
  const named = { ...state.checkpoints[0], id: 'n', name: 'mine', automatic: false };
  const withNamed = { ...state, checkpoints: [...state.checkpoints, ...after(use('x')).state.checkpoints] };
  expect(withoutKept(withNamed, ['c1'])).toMatchObject({ checkpoints: [], undo: [] });
  expect(() => decideExchange(withoutKept(state, ['c1']), undo, facts())).toThrow(
    'no change of data to undo',
  );
  const again = { ...state, checkpoints: [{ ...named, createdAt: 1, reason: '', text: 'x', volumes: [] }] };
  const restored = decideExchange(again, { kind: 'restore', checkpoint: 'mine' }, facts());
  expect(restored.moves).toBeUndefined();
  expect(restored.next.checkpoints.map(({ id }) => id)).toEqual(['c9', 'n']);
  expect(restored.next.history[0]?.text).toBe('restored checkpoint mine');
});

const facts = () => ({ operation: 'op', at: 9, keep: 'c9', volumes: ['data'], owner });

test('a checkpoint is found by its name, its id, or a beginning that is its alone', () => {
  const { state } = after(use('a'), use('b'));
  const ids = {
    ...state,
    checkpoints: state.checkpoints.map((one, i) => ({ ...one, id: ['abc', 'abd'][i] ?? '' })),
  };
  expect(findKept(ids, 'abd').id).toBe('abd');
  expect(findKept(ids, 'abc').id).toBe('abc');
  expect(() => findKept(ids, 'ab')).toThrow('the beginning of 2 checkpoints');
  expect(() => findKept(ids, 'x')).toThrow('There is no checkpoint "x"');
});

test('an environment that had no data keeps nothing', () => {
  const { next } = decideExchange(firstState(0), use('a'), { ...facts(), keep: undefined });
  expect(next).toMatchObject({ checkpoints: [], undo: [], owner });
});
