import { expect, test } from 'vitest';
import { splitCommand } from './split-command.ts';

test.each([
  ['', []],
  ['  ', []],
  [`a 'b c' "d e"`, ['a', 'b c', 'd e']],
  ['a\\ b c', ['a b', 'c']],
  [`a "b\\"c" 'd\\'`, ['a', 'b"c', 'd\\']],
  [`a 'd'\\''e'`, ['a', "d'e"]],
  [`a "" ''`, ['a', '', '']],
  [`a "x;y" 'z&w'`, ['a', 'x;y', 'z&w']],
  ['a $(b c) d', ['a', '$(b c)', 'd']],
  ['a $(b "c d") e', ['a', '$(b "c d")', 'e']],
  ['a "$(b c)" e', ['a', '$(b c)', 'e']],
  ['a `b c` d', ['a', '`b c`', 'd']],
  ['a `b "c d"` e', ['a', '`b c d`', 'e']],
  ['a"b"c', ['abc']],
  ['a "b\\nc" \\n', ['a', 'bnc', 'n']],
  [`"a b"c'd e'`, ['a bcd e']],
  ['a #b c', ['a', '#b', 'c']],
  ['a=$(b;c) d', ['a=$(b;c)', 'd']],
  ['a "it\'s `x`"', ['a', "it's `x`"]],
  ['sh\n-c\tx', ['sh', '-c', 'x']],
])('%j', (text, words) => {
  expect(splitCommand(text)).toEqual({ kind: 'words', words });
});

test.each([
  ['a ; b', ['a'], ';'],
  ['a && b', ['a'], '&'],
  ['a 2>&1', ['a'], '>'],
  ['a x2>&1', ['a', 'x2'], '>'],
  ['a | b', ['a'], '|'],
])('%j is cut', (text, words, cutAt) => {
  expect(splitCommand(text)).toEqual({ kind: 'words', words, cutAt });
});

test.each(['a "b', "a 'b", 'a \\', 'a (b)', 'a ) b', 'a $((1+2)) e', 'a `b'])('%j is broken', (text) => {
  expect(splitCommand(text).kind).toBe('broken');
});
