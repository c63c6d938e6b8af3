import { expect, test } from 'vitest';
import { isWithinLimit, makeRatioRow, makeRow } from './make-row.ts';

test('the value of a row is the median of its rounds', () => {
  const row = makeRow({ name: 'start', limit: 150, unit: 'ms', rounds: [120, 90, 400] });
  expect(row).toEqual({ name: 'start', value: 120, limit: 150, unit: 'ms', rounds: [120, 90, 400] });
});

test('a ratio compares the rounds of two sides in pairs', () => {
  expect(makeRatioRow('against bare', 2, [3, 4, 10], [2, 4, 5])).toEqual({
    name: 'against bare',
    value: 1.5,
    limit: 2,
    unit: 'x',
    rounds: [1.5, 1, 2],
  });
});

test.each([
  [1, 1, undefined, true],
  [2, 1, undefined, false],
  [1, 1, true, true],
  [2, 1, true, true],
  [0, 1, true, false],
  [Number.NaN, 1, undefined, false],
  [Number.NaN, 1, true, false],
])('%d against %d, at least: %s', (value, limit, atLeast, within) => {
  const row = { name: 'x', value, limit, unit: 'ms', rounds: [value] };
  expect(isWithinLimit(atLeast === undefined ? row : { ...row, atLeast })).toBe(within);
});
