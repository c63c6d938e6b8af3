import { expect, test } from 'vitest';
import { applyCompletion, completeRule } from './complete-rule.ts';

/** The text with `|` for the cursor, completed by the choice of that label. */
function complete(marked: string, label: string): string {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = completeRule(text, cursor).find((one) => one.label === label);
  if (!found) return 'no such completion';
  const next = applyCompletion(text, found);
  return `${next.text.slice(0, next.cursor)}|${next.text.slice(next.cursor)}`;
}

const labels = (marked: string): readonly string[] =>
  completeRule(marked.replace('|', ''), marked.indexOf('|')).map(({ label }) => label);

test.each([
  ['|', 'keep', 'keep|'],
  ['em|', 'email', '{ mask: email| }'],
  ['{ mask: | }', 'email', '{ mask: email| }'],
  ['{ mask: em| }', 'email', '{ mask: email| }'],
  ['{ mask: em|oil }', 'email', '{ mask: email| }'],
  ['{ |', 'mask', '{ mask: |'],
  ['{ mask: text, | }', 'keep-words', '{ mask: text, keep-words: | }'],
  ['{ mask: text, keep-words: | }', 'false', '{ mask: text, keep-words: false| }'],
  ['{ mask: email, domain: h| }', 'hash', '{ mask: email, domain: hash| }'],
])('%s completed with %s is %s', (marked, label, completed) => {
  expect(complete(marked, label)).toBe(completed);
});

test('those that begin with what is typed come before those that have it inside', () => {
  expect(labels('em|')).toEqual(['email', 'template']);
});

test('an option that is there is not offered again', () => {
  expect(labels('{ mask: text, keep-words: true, | }')).toEqual(['when', 'key']);
});

test.each(['keep|', '{ mask: email| }', 'something|', '{ mask: nothing, | }', '{ mask: email }|'])(
  'nothing is offered at %s',
  (marked) => {
    expect(labels(marked)).toEqual([]);
  },
);
