import { expect, test } from 'vitest';
import { shareUnchanged } from './share-unchanged.ts';

test('an equal value is the old object', () => {
  const before = { a: [1, { b: 2 }], c: null };
  expect(shareUnchanged(before, structuredClone(before))).toBe(before);
});

test('only what changed is new', () => {
  const before = {
    steps: [
      { id: 'a', n: 1 },
      { id: 'b', n: 1 },
    ],
    title: 'x',
  };
  const after = shareUnchanged(before, {
    steps: [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
    ],
    title: 'x',
  });
  expect(after).not.toBe(before);
  expect(after.steps[0]).toBe(before.steps[0]);
  expect(after.steps[1]).toEqual({ id: 'b', n: 2 });
});

test.each([
  [{ a: 1, b: 2 }, { a: 1 }],
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: undefined }, { b: undefined }],
  [[1, 2], [1]],
  [[1], { 0: 1 }],
  [null, {}],
  [{}, null],
  ['a', 'b'],
])('%o then %o is the new value', (before, after) => {
  expect(shareUnchanged(before, after)).toEqual(after);
});
