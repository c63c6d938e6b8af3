import { expect, test } from 'vitest';
import { displayWidth, fitWidth, harmless, oneLine, padWidth } from './terminal-text.ts';

test.each([
  ['shop', 4],
  ['zażółć', 6],
  ['e\u0301', 1],
  ['デー タ', 7],
  ['한글', 4],
  ['😀', 2],
  ['👩‍👩‍👧', 2],
  ['', 0],
])('%j takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test.each([
  ['staging', 7, 'staging'],
  ['staging', 5, 'stag…'],
  ['デー タ', 5, 'デー…'],
  ['デー タ', 4, 'デ…'],
  ['abc', 1, '…'],
  ['abc', 0, ''],
])('%j in %i columns is %j', (text, columns, fitted) => {
  expect(fitWidth(text, columns)).toBe(fitted);
  expect(displayWidth(fitted)).toBeLessThanOrEqual(columns);
});

test('padding counts columns', () => {
  expect(padWidth('デ', 4)).toBe('デ  ');
});

test.each([
  ['\u001B[31mred\u001B[0m', 'red'],
  ['\u001B]0;title\u0007after', 'after'],
  ['\u001B]8;;http://x\u001B\\link\u001B]8;;\u001B\\', 'link'],
  ['50%\r100%\n', '50% 100%'],
  ['a\u0000b\u009Bc\u202Ed', 'a b c d'],
])('%j becomes the line %j', (text, line) => {
  expect(oneLine(text)).toBe(line);
});

test('several lines keep their ends and tabs', () => {
  expect(harmless('a\u001B[2J\n\tb\r\n')).toBe('a\n\tb\n');
});
