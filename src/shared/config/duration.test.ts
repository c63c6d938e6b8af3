import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

test.each([
  ['45s', 45_000],
  ['30m', 1_800_000],
  ['72h', 259_200_000],
  ['1d12h', 129_600_000],
  ['2h30m15s', 9_015_000],
])('%s is %i ms', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each(['', '72', 'h', '0h', '-1h', '1.5h', '1w', '30m1h', '1h 30m', '72H', '9999999h'])(
  '%j is not a duration',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);
