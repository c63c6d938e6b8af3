import { expect, test } from 'vitest';
import { lineAtRow, rowOffsets, rowsOf } from './line-heights.ts';

test.each([
  ['', 10, 1],
  ['1234567890', 10, 1],
  ['12345678901', 10, 2],
  ['日本語日本語', 10, 2],
  ['a', 0, 1],
])('%o in %i columns stands in %i rows', (text, columns, rows) => {
  expect(rowsOf(text, columns)).toBe(rows);
});

test('lines begin where the ones before end', () => {
  const texts = ['a', 'b'.repeat(25), 'c'];
  expect(rowOffsets(texts, 10)).toEqual([0, 1, 4, 5]);
  expect(rowOffsets(texts, undefined)).toEqual([0, 1, 2, 3]);
});

test.each([
  [0, 0],
  [1, 1],
  [3, 1],
  [4, 2],
  [99, 2],
])('row %i belongs to line %i', (row, line) => {
  expect(lineAtRow([0, 1, 4, 5], row)).toBe(line);
});
