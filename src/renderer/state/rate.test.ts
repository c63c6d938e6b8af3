import { expect, test } from 'vitest';
import { type Meter, rateOf, readMeter, timeLeft } from './rate.ts';

const read = (...samples: readonly (readonly [at: number, value: number])[]): Meter =>
  samples.reduce<Meter>((meter, [at, value]) => readMeter(meter, { at, value }), []);

test.each([
  [read(), undefined],
  [read([0, 0]), undefined],
  [read([0, 0], [100, 50]), undefined],
  [read([0, 0], [1000, 500]), 500],
  [read([0, 0], [1000, 500], [2000, 1500]), 750],
  [read([0, 10], [1000, 10]), 0],
])('the rate of %o is %s a second', (meter, rate) => {
  expect(rateOf(meter)).toBe(rate);
});

test('old readings leave the window', () => {
  const meter = read([0, 0], [1000, 1000], [8000, 1000], [9000, 3000]);
  expect(rateOf(meter)).toBe(2000);
});

test('close readings replace one another, so the list stays short', () => {
  const meter = read(...Array.from({ length: 1000 }, (_, i) => [i * 10, i] as const));
  expect(meter.length).toBeLessThan(40);
  expect(rateOf(meter)).toBeGreaterThan(95);
  expect(rateOf(meter)).toBeLessThan(106);
});

test('a value that shrank starts anew', () => {
  expect(read([0, 100], [1000, 5])).toEqual([{ at: 1000, value: 5 }]);
});

test.each([
  [read([0, 0], [1000, 250]), 1000, 3000],
  [read([0, 0], [1000, 1000]), 1000, 0],
  [read([0, 5], [1000, 5]), 10, undefined],
])('%o reaches %d in %s ms', (meter, total, left) => {
  expect(timeLeft(meter, total)).toBe(left);
});
