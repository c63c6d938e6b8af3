import { describe, expect, test } from 'vitest';
import { ignoreExamples } from './ignore-examples.ts';
import { createIgnoreRules, readIgnoreFile } from './ignore-rules.ts';

const left = (text: string, paths: readonly string[]): readonly string[] => {
  const { excludes } = createIgnoreRules(readIgnoreFile(text), '.dockerignore');
  return paths.filter((path) => !excludes(path));
};

describe.each(ignoreExamples)('$name', ({ text, files, sent }) => {
  test('keeps what the builder keeps', () => {
    expect(left(text, files)).toEqual(sent);
  });
});

test.each([
  ['# a comment\n #not one', ['#not one']],
  ['\uFEFFa\r\nb', ['a', 'b']],
  ['  a/ \n./b\n/c\na//b/../c', ['a', 'b', 'c', 'a/c']],
  ['! a', ['!a']],
  ['', []],
])('%j is read as %j', (text, patterns) => {
  expect(readIgnoreFile(text)).toEqual(patterns);
});

test.each(['!', '[', '[b-a]'])('"%s" is named with its file', (pattern) => {
  expect(() => createIgnoreRules(readIgnoreFile(pattern), 'shop/.dockerignore')).toThrow(
    expect.objectContaining({
      code: 'config-invalid',
      message: `shop/.dockerignore holds "${pattern}", which is not a pattern.`,
    }),
  );
});

test.each([
  ['node_modules', 'node_modules', false],
  ['a\n!a/b/c', 'a', true],
  ['a\n!a/b/c', 'a/b', true],
  ['a\n!a/b/c', 'a/x', false],
  ['a\n!a/b/**', 'a/b', true],
  ['a\n!ab', 'a', false],
  ['a\n!**/*.md', 'a/b', true],
])('%j: something may be kept below %s: %s', (text, folder, may) => {
  expect(createIgnoreRules(readIgnoreFile(text), '.dockerignore').mayKeepBelow(folder)).toBe(may);
});
