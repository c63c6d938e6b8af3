import { expect, test } from 'vitest';
import { formatAgo, formatExactTime, formatRelativeTime, nextChange } from './format-relative-time.ts';

const now = Date.UTC(2026, 6, 1, 12);

test.each([
  [-10_000, 'now'],
  [0, 'now'],
  [4_999, 'now'],
  [12_000, '12 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_599_999, '59 min'],
  [7_200_000, '2 h'],
  [86_400_000, '1 d'],
  [29 * 86_400_000, '29 d'],
  [31 * 86_400_000, '31 May 2026'],
])('%d ms ago is %s', (ago, text) => {
  expect(formatRelativeTime(now - ago, now)).toBe(text);
});

test.each([
  [0, 'just now'],
  [12_000, '12 s ago'],
  [31 * 86_400_000, 'on 31 May 2026'],
])('%d ms ago reads %s in a sentence', (ago, text) => {
  expect(formatAgo(now - ago, now)).toBe(text);
});

test('the exact time has date, hour, minute and second', () => {
  expect(formatExactTime(Date.UTC(2026, 6, 1, 12, 5, 9), 'en-GB')).toMatch(/1 Jul 2026, \d\d:05:09/);
});

test.each([
  [10_000, 1_000],
  [120_000, 10_000],
  [7_200_000, 60_000],
])('%d ms ago is looked at again after %d ms', (ago, wait) => {
  expect(nextChange(now - ago, now)).toBe(wait);
});
