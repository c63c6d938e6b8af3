import { expect, test } from 'vitest';
import { parseDuration } from './parse-duration.ts';

test.each([
  ['1m30s', 90_000],
  ['500ms', 500],
  ['0', 0],
  ['0s', 0],
  ['1h', 3_600_000],
  ['1.5s', 1500],
  ['250us', 0.25],
  ['', undefined],
  ['5', undefined],
  ['5 s', undefined],
  ['s', undefined],
])('%s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});
