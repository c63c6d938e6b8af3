import { expect, test } from 'vitest';
import { createLineMatcher } from './match-lines.ts';

test.each([
  ['get', ['GET /', 'POST /'], [true, false]],
  ['GET', ['get /', 'GET /'], [false, true]],
  ['^\\d+$', ['12', '1a'], [true, false]],
  ['"quoted\\s', ['a "quoted text"', '\u2028'], [true, false]],
  ['x', [], []],
])('/%s/ on %j', async (source, texts, found) => {
  expect(await createLineMatcher(source)(texts)).toEqual(found);
});

test('a wrong expression is named', () => {
  expect(() => createLineMatcher('(')).toThrow(expect.objectContaining({ code: 'invalid-input' }));
});

test('an expression that works for ever on one of many lines is stopped', async () => {
  const match = createLineMatcher('^(a+)+$');
  const lines = [...Array.from({ length: 100 }, () => 'aaa'), `${'a'.repeat(60)}b`];
  await expect(match(lines)).rejects.toMatchObject({
    code: 'invalid-input',
    message: 'The filter /^(a+)+$/ takes too long on a line.',
  });
  expect(await match(['aaa'])).toEqual([true]);
});

test('what is looked through can not reach out', async () => {
  expect(await createLineMatcher('this')(['this.constructor.constructor("return process")()'])).toEqual([
    true,
  ]);
});
