import { expect, test } from 'vitest';
import { formatDuration, formatTimeLeft } from './format-duration.ts';

test.each([
  [0, '0 ms'],
  [340, '340 ms'],
  [999.7, '1.0 s'],
  [4_200, '4.2 s'],
  [9_949, '9.9 s'],
  [9_960, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min 00 s'],
  [65_000, '1 min 05 s'],
  [7_620_000, '2 h 07 min'],
  [273_600_000, '3 d 4 h'],
  [-5, '–'],
  [Number.NaN, '–'],
])('%d ms took %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [0, '0:01'],
  [400, '0:01'],
  [24_000, '0:24'],
  [725_000, '12:05'],
  [3_720_000, '1:02:00'],
  [Number.POSITIVE_INFINITY, '–'],
])('%d ms left is %s', (ms, text) => {
  expect(formatTimeLeft(ms)).toBe(text);
});
