import { expect, test } from 'vitest';
import { createLineRate } from './line-rate.ts';

test('a burst, then a steady rate, never more than a burst', () => {
  const rate = createLineRate(100, 50, 1000);
  expect(rate.room(1000)).toBe(50);
  rate.spend(50);
  expect(rate.room(1000)).toBe(0);
  expect(rate.room(1100)).toBe(10);
  rate.spend(4);
  expect(rate.room(1150)).toBe(11);
  expect(rate.room(99_999)).toBe(50);
});
