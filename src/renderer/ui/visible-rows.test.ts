import { describe, expect, test } from 'vitest';
import { rowAfterKey, scrollToRow, visibleRows } from './visible-rows.ts';

const view = (scrollTop: number) => ({ scrollTop, height: 320, rowHeight: 32 });

describe('rows to draw', () => {
  test.each([
    [1000, 0, { first: 0, end: 12 }],
    [1000, 3200, { first: 98, end: 112 }],
    [1000, 31_680, { first: 988, end: 1000 }],
    [5, 0, { first: 0, end: 5 }],
    [0, 0, { first: 0, end: 0 }],
    [3, 9000, { first: 3, end: 3 }],
  ])('of %d at %d px: %o', (count, scrollTop, range) => {
    expect(visibleRows(count, view(scrollTop), 2)).toEqual(range);
  });
});

test.each([
  [0, 320, 0],
  [5, 0, 0],
  [10, 0, 32],
  [99, 0, 2880],
])('row %d seen from %d px needs %d px', (index, scrollTop, expected) => {
  expect(scrollToRow(index, view(scrollTop))).toBe(expected);
});

test.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 9, 9],
  ['ArrowUp', 0, 0],
  ['j', 4, 5],
  ['k', 4, 3],
  ['PageDown', 2, 7],
  ['PageUp', 2, 0],
  ['Home', 5, 0],
  ['End', 0, 9],
  ['a', 3, undefined],
])('%s from row %d leads to %s', (key, index, expected) => {
  expect(rowAfterKey(key, index, 10, 5)).toBe(expected);
});
