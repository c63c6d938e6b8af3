import { expect, test } from 'vitest';
import { parseSince } from './parse-since.ts';

const now = Date.UTC(2030, 0, 31, 12);

test.each([
  ['10m', now - 600_000],
  ['1h30m', now - 5_400_000],
  ['1.5s', now - 1500],
  ['250ms', now - 250],
  ['2d', now - 172_800_000],
  ['2030-01-31T11:00:00Z', now - 3_600_000],
  ['2030-01-31', new Date(2030, 0, 31).getTime()],
  ['', undefined],
  ['10', undefined],
  ['soon', undefined],
  ['10m ago', undefined],
  ['2030-13-01', undefined],
])('%j', (text, at) => {
  expect(parseSince(text, now)).toBe(at);
});
