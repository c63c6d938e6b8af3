import { expect, test } from 'vitest';
import type { OperationState } from '../../../shared/model/operation.ts';
import type { KnownOperation } from '../../state/operations-state.ts';
import { endedOperations } from './ended-operations.ts';

const operation = (state: OperationState): KnownOperation => ({
  id: 'a',
  kind: 'k',
  title: 't',
  state,
  cancelling: false,
  locks: [],
  createdAt: 0,
  progress: 0,
});
const one = (state: OperationState): Readonly<Record<string, KnownOperation>> => ({ a: operation(state) });

test.each<[Readonly<Record<string, KnownOperation>>, OperationState, boolean]>([
  [one('running'), 'succeeded', true],
  [one('running'), 'failed', true],
  [one('interrupted'), 'cancelled', true],
  [one('running'), 'interrupted', false],
  [one('succeeded'), 'succeeded', false],
  [{}, 'failed', false],
])('%o then %s is an end: %s', (before, state, expected) => {
  expect(endedOperations({ byId: before, loaded: true }, one(state)).length > 0).toBe(expected);
});

test('one that was too short to be seen at work has ended too; one of the list is old news', () => {
  const short = { a: { ...operation('failed'), steps: [] } };
  expect(endedOperations({ byId: {}, loaded: true }, short)).toHaveLength(1);
  expect(endedOperations({ byId: {}, loaded: false }, short)).toEqual([]);
});
