// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of compose files
import { expect, test } from 'vitest';
import { interpolateText } from './interpolate-text.ts';

const variables: Readonly<Record<string, string>> = { A: 'a', EMPTY: '', B: 'b' };
const read = (text: string) => interpolateText(text, (name) => variables[name]);

test.each([
  ['plain', 'plain'],
  ['$A', 'a'],
  ['${A}', 'a'],
  ['x${A}y$B-z', 'xayb-z'],
  ['${NONE:-d}', 'd'],
  ['${EMPTY:-d}', 'd'],
  ['${A:-d}', 'a'],
  ['${NONE-d}', 'd'],
  ['${EMPTY-d}', ''],
  ['${A:?e}', 'a'],
  ['${EMPTY?e}', ''],
  ['${A:+x}', 'x'],
  ['${EMPTY:+x}', ''],
  ['${EMPTY+x}', 'x'],
  ['${NONE+x}', ''],
  ['${NONE:-${ALSO_NONE:-c}}', 'c'],
  ['${NONE:-${A}-$B}!', 'a-b!'],
  ['${A:+${B}}', 'b'],
  ['${NONE:-{"a":{"b":1}}}c', '{"a":{"b":1}}c'],
  ['${NONE:-}', ''],
  ['${NONE:-a:b?c+d}', 'a:b?c+d'],
  ['$$A', '$A'],
  ['$$$A', '$a'],
  ['$', '$'],
  ['a$ b', 'a$ b'],
  ['$1 $(x)', '$1 $(x)'],
  ['${A:-${NONE:?not needed}}', 'a'],
])('%s is %j', (text, expected) => {
  expect(read(text)).toEqual({ kind: 'text', text: expected, unset: [] });
});

test('names what has no value, once', () => {
  expect(read('$NONE ${NONE} ${OTHER} ${A:-$THIRD}')).toEqual({
    kind: 'text',
    text: '   a',
    unset: ['NONE', 'OTHER'],
  });
});

test.each([
  ['${NONE:?say $A}', 'NONE', 'say a'],
  ['${EMPTY:?}', 'EMPTY', ''],
  ['${NONE?gone}', 'NONE', 'gone'],
  ['${NONE:-${OTHER:?deep}}', 'OTHER', 'deep'],
])('%s is required', (text, name, reason) => {
  expect(read(text)).toEqual({ kind: 'required', name, reason });
});

test.each(['${', '${}', '${A', '${1A}', '${A!b}', '${A:b}', '${ A}'])('%s is malformed', (text) => {
  expect(read(text).kind).toBe('malformed');
});
