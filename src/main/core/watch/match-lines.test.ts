import { expect, test } from 'vitest';
import { createLineMatcher } from './match-lines.ts';

test.each([
  ['get', ['GET /', 'POST /'], [true, false]],
  ['GET', ['get /', 'GET /'], [false, true]],
  ['^\\d+$', ['12', '1a'], [true, false]],
  ['"quoted\\s', ['a "quoted text"', '\u2028'], [true, false]],
  ['x', [], []],
])('/%s/ on %j', (source, texts, found) => {
  expect(createLineMatcher(source)(texts)).toEqual(found);
});

test('a wrong expression is named', () => {
  expect(() => createLineMatcher('(')).toThrow(expect.objectContaining({ code: 'invalid-input' }));
});

test('an expression that works for ever is stopped', () => {
  const match = createLineMatcher('^(a+)+$');
  expect(() => match([`${'a'.repeat(60)}b`])).toThrow(
    expect.objectContaining({
      code: 'invalid-input',
      message: 'The filter /^(a+)+$/ takes too long on these lines.',
    }),
  );
  expect(match(['aaa'])).toEqual([true]);
});

test('what is looked through can not reach out', () => {
  expect(createLineMatcher('this')(['this.constructor.constructor("return process")()'])).toEqual([true]);
});
