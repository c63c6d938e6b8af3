import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { throttleLatest } from './throttle-latest.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first goes through at once, then the newest once in a while, and the last at the end', () => {
  const seen: number[] = [];
  const throttle = throttleLatest<number>(
    () => 100,
    (value) => seen.push(value),
  );
  for (let n = 1; n <= 5; n += 1) throttle.push(n);
  expect(seen).toEqual([1]);
  vi.advanceTimersByTime(100);
  expect(seen).toEqual([1, 5]);
  vi.advanceTimersByTime(1_000);
  throttle.push(6);
  expect(seen).toEqual([1, 5, 6]);
  throttle.push(7);
  throttle.close();
  throttle.push(8);
  expect(seen).toEqual([1, 5, 6, 7]);
  expect(vi.getTimerCount()).toBe(0);
});
