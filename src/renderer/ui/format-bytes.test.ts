import { expect, test } from 'vitest';
import { formatBytes, formatRate } from './format-bytes.ts';

test.each([
  [0, '0 B'],
  [1, '1 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [1234, '1.23 kB'],
  [12_345, '12.3 kB'],
  [412_000_000, '412 MB'],
  [999_499, '999 kB'],
  [999_600, '1 MB'],
  [1_530_000_000, '1.53 GB'],
  [2.5e15, '2500 TB'],
  [-1, '–'],
  [Number.NaN, '–'],
  [Number.POSITIVE_INFINITY, '–'],
])('%d bytes is %s', (bytes, text) => {
  expect(formatBytes(bytes).replace('\u00a0', ' ')).toBe(text);
});

test('a rate is a size a second', () => {
  expect(formatRate(38_000_000)).toBe('38\u00a0MB/s');
});
