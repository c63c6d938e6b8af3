import { expect, test } from 'vitest';
import { chooseExpired } from './choose-expired.ts';
import type { KeptState } from './data-state.ts';

const kept = (id: string, createdAt: number, name?: string): KeptState => ({
  id,
  name,
  automatic: name === undefined,
  reason: '',
  createdAt,
  text: '',
  volumes: [],
});
const checkpoints = [kept('d', 4), kept('c', 3), kept('n', 1, 'mine'), kept('b', 2), kept('a', 1)];
const sizes = new Map([
  ['a', 10],
  ['b', 10],
  ['c', 10],
  ['d', 10],
  ['n', 1000],
]);

test.each([
  ['all within the budget', { count: 4, bytes: 40 }, []],
  ['too many: the oldest go', { count: 2, bytes: 100 }, ['a', 'b']],
  ['too big: the oldest go', { count: 9, bytes: 25 }, ['a', 'b']],
  ['the one that undo goes to stays, whatever it takes', { count: 0, bytes: 0 }, ['a', 'b', 'c']],
])('%s', (_, retention, gone) => {
  expect(chooseExpired({ checkpoints, undo: ['a', 'd'] }, sizes, retention)).toEqual(gone);
});

test('one with a name is never among them', () => {
  const only = { checkpoints: [kept('n', 1, 'mine')], undo: [] };
  expect(chooseExpired(only, sizes, { count: 0, bytes: 0 })).toEqual([]);
});
