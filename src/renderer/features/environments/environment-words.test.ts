import { expect, test } from 'vitest';
import { fakeGraph } from '../../testing/fake-project.ts';
import { flowsOf, thirdPartiesOf } from './environment-words.ts';

test.each([
  ['dev', ['dev deploys to test.*', 'dev merges into qa', 'dev cherry-picks into release']],
  ['production', ['staging is released to production', 'production is mirrored to production-copy']],
  ['nowhere', []],
])('the flows of %s', (name, sentences) => {
  expect(flowsOf(fakeGraph, name)).toEqual(sentences);
});

test.each([
  ['dev', true, 'Isolated'],
  ['dev', false, 'Not isolated'],
  ['production', false, 'Live'],
  ['staging', false, 'Sandbox'],
] as const)('%s (isolated: %s) meets third parties as: %s', (kind, isolated, word) => {
  expect(thirdPartiesOf({ kind, isolated })).toBe(word);
});
