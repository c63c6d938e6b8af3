import { expect, test } from 'vitest';
import { excerptAt } from './excerpt.ts';

const text = 'name: shop\nenvironments:\n  dev: { kind: dev }\n  qa: { kind: qaa }\n  staging: {}\n';

test('two lines before, one after, the caret below the column', () => {
  expect(excerptAt(text, 4, 15)).toBe(
    [
      '2 | environments:',
      '3 |   dev: { kind: dev }',
      '4 |   qa: { kind: qaa }',
      '  |               ^',
      '5 |   staging: {}',
    ].join('\n'),
  );
});

test('the first and the last line', () => {
  expect(excerptAt('a: 1', 1, 1)).toBe('1 | a: 1\n  | ^');
  expect(excerptAt('a: 1\n', 2, 1)).toBe('1 | a: 1\n2 |\n  | ^');
  expect(excerptAt('', 1, 1)).toBe('1 |\n  | ^');
});

test('line numbers of different lengths stay in one column', () => {
  const long = Array.from({ length: 12 }, (_, index) => `k${index + 1}: v`).join('\n');
  expect(excerptAt(long, 9, 5)).toBe(' 7 | k7: v\n 8 | k8: v\n 9 | k9: v\n   |     ^\n10 | k10: v');
});

test('tabs stay tabs, wide characters count twice, combining ones not at all', () => {
  expect(excerptAt('a:\t# x', 1, 4)).toBe('1 | a:\t# x\n  |   \t^');
  expect(excerptAt('名前: x', 1, 5)).toBe('1 | 名前: x\n  |       ^');
  expect(excerptAt('e\u0301: x', 1, 5)).toBe('1 | e\u0301: x\n  |    ^');
  expect(excerptAt('🙂: x', 1, 4)).toBe('1 | 🙂: x\n  |     ^');
});

test('line ends of any system', () => {
  expect(excerptAt('a: 1\r\nb: 2\r\n', 2, 4)).toBe('1 | a: 1\n2 | b: 2\n  |    ^');
  expect(excerptAt('a: 1\rb: 2', 2, 1)).toBe('1 | a: 1\n2 | b: 2\n  | ^');
});

test('a long line is cut around the column', () => {
  const line = `${'a'.repeat(500)}X${'b'.repeat(500)}`;
  const [shown = '', caret = ''] = excerptAt(line, 1, 501).split('\n');
  expect(shown).toBe(`1 | …${'a'.repeat(50)}X${'b'.repeat(49)}…`);
  expect(shown[caret.indexOf('^')]).toBe('X');
});

test('nothing in the excerpt acts on a terminal', () => {
  expect(excerptAt('a: \u001b[31mred\u202E', 1, 1)).toBe('1 | a: \uFFFD[31mred\uFFFD\n  | ^');
});
