import { expect, test } from 'vitest';
import { arrayElements } from './parse-array.ts';

test.each([
  ['{}', []],
  ['{a,b}', ['a', 'b']],
  ['{"a b","c\\"d",NULL,"NULL",""}', ['a b', 'c"d', 'NULL', '']],
  ['{{1,2},{3,4}}', ['1', '2', '3', '4']],
  ['[0:1]={x,y}', ['x', 'y']],
  ['{"a,b","{c}"}', ['a,b', '{c}']],
])('%s', (literal, elements) => {
  expect(arrayElements(literal)).toEqual(elements);
});
