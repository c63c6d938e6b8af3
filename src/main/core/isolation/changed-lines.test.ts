import { expect, test } from 'vitest';
import { changedLines } from './changed-lines.ts';

test.each([
  ['a\nb\nc\n', 'a\nx\nc\n', { line: 2, removed: ['b'], added: ['x'] }],
  ['a\nc\n', 'a\nb\nc\n', { line: 2, removed: [], added: ['b'] }],
  ['a\n', 'a\na\na\n', { line: 2, removed: [], added: ['a', 'a'] }],
  ['a', 'a\nb', { line: 2, removed: [], added: ['b'] }],
  ['a\r\nb\r\n', 'a\r\nc\r\n', { line: 2, removed: ['b'], added: ['c'] }],
  ['a\n', 'a\n', { line: 3, removed: [], added: [] }],
])('%j to %j', (before, after, lines) => {
  expect(changedLines(before, after)).toEqual(lines);
});
