import { expect, test } from 'vitest';
import { sayBytes } from './say-bytes.ts';

test.each([
  [0, '0 B'],
  [-1, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [999_960, '1.0 MB'],
  [81_900_000_000, '81.9 GB'],
  [1_500_000_000_000, '1.5 TB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sayBytes(bytes)).toBe(words);
});
