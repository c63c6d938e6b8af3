import { expect, test } from 'vitest';
import { median } from './median.ts';

test.each([
  [[3], 3],
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[10, 9, 2, 100], 9.5],
])('of %j is %d', (values, value) => {
  expect(median(values)).toBe(value);
});

test('of nothing there is none', () => {
  expect(() => median([])).toThrow('no values');
});
