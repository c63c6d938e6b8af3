import { expect, test } from 'vitest';
import { graphemesOf, graphemeWidth } from './display-width.ts';

test.each([
  ['a', 1],
  ['é', 1],
  ['e\u0301', 1],
  ['ß', 1],
  ['漢', 2],
  ['か', 2],
  ['한', 2],
  ['Ａ', 2],
  ['ｶ', 1],
  ['🙂', 2],
  ['👩‍👩‍👧', 2],
  ['❤️', 2],
  ['\u200B', 0],
])('%s takes %i cells', (text, cells) => {
  expect(graphemesOf(text).map(graphemeWidth)).toEqual([cells]);
});
