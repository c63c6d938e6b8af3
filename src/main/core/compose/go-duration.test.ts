import { expect, test } from 'vitest';
import { formatDuration, parseDuration } from './go-duration.ts';

test.each([
  ['90s', '1m30s'],
  ['1m', '1m0s'],
  ['1h', '1h0m0s'],
  ['1.5h', '1h30m0s'],
  ['0.5s', '500ms'],
  ['1h2m3.5s', '1h2m3.5s'],
  ['100us', '100µs'],
  ['1500ns', '1.5µs'],
  ['7ns', '7ns'],
  ['10m10s', '10m10s'],
  ['20ms', '20ms'],
  ['0', '0s'],
  ['0s', '0s'],
  ['-5s', '-5s'],
  ['1.s', '1s'],
  ['.5m', '30s'],
])('%s is %s', (written, canonical) => {
  const nanoseconds = parseDuration(written);
  expect(nanoseconds === undefined ? undefined : formatDuration(nanoseconds)).toBe(canonical);
});

test.each(['', '5', '1d', 's', '1 s', '1s ', 'abc', '-', '99999999999999h', '1..5s'])(
  '%j is none',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);
