import { expect, test } from 'vitest';
import { findCheckpoint } from './find-checkpoint.ts';
import { sampleCheckpoints } from './testing/sample-data.ts';

const [first, named] = sampleCheckpoints;

test.each([
  ['ab12cd34', first],
  ['ab1', first],
  ['before-import', named],
])('%s is one', (wanted, found) => {
  expect(findCheckpoint(wanted, sampleCheckpoints)).toBe(found);
});

test('a name wins over the beginning of an id', () => {
  const called = { id: 'ffff', name: 'ab', reason: 'made by hand' };
  expect(findCheckpoint('ab', [...sampleCheckpoints, called])).toBe(called);
});

test.each([
  [
    'ab',
    '2 checkpoints begin with "ab".',
    'Write more of the id: ab12cd34 (before switching to demo), ab99ee00 (before-import).',
  ],
  ['before-imprt', 'There is no checkpoint "before-imprt".', /^Did you mean "before-import"\? There are: /],
  ['zebra', 'There is no checkpoint "zebra".', /^There are: ab12cd34/],
  ['', 'There is no checkpoint "".', /^There are: /],
])('%j is not one', (wanted, message, hint) => {
  expect(() => findCheckpoint(wanted, sampleCheckpoints)).toThrow(
    expect.objectContaining({
      code: 'checkpoint-unknown',
      message,
      hint: typeof hint === 'string' ? hint : expect.stringMatching(hint),
    }),
  );
});

test('there are none yet', () => {
  expect(() => findCheckpoint('a', [])).toThrow(expect.objectContaining({ hint: 'There are none yet.' }));
});
