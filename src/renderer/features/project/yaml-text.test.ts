import { expect, test } from 'vitest';
import { commentStart } from './yaml-text.tsx';

test.each([
  ['# whole line', 0],
  ['name: shop', 10],
  ['name: shop # why', 11],
  ['colour: "#fff"', 14],
  ["colour: '#fff' # white", 15],
  ['url: http://a/#b', 16],
  ['', 0],
])('%s has its comment at %d', (line, at) => {
  expect(commentStart(line)).toBe(at);
});
