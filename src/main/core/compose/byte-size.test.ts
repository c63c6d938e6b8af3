import { expect, test } from 'vitest';
import { parseByteSize } from './byte-size.ts';

test.each([
  ['0', 0],
  ['512', 512],
  ['512b', 512],
  ['1k', 1024],
  ['64M', 67108864],
  ['64 mb', 67108864],
  ['1.5gb', 1610612736],
  ['1GiB', 1073741824],
  ['1.0001k', 1024],
  ['2t', 2199023255552],
])('%s is %d bytes', (text, bytes) => {
  expect(parseByteSize(text)).toBe(bytes);
});

test.each(['', 'x', '12x', '-1', '1..5g', 'k', '99999999p'])('%j is none', (text) => {
  expect(parseByteSize(text)).toBeUndefined();
});
