import { expect, test } from 'vitest';
import { parsePreference } from './preferences.ts';

test.each([
  ['theme', 'dark', { theme: 'dark' }],
  ['notifications', 'false', { notifications: false }],
  ['keepOperationsDays', '7', { keepOperationsDays: 7 }],
  ['lastProject', '7', { lastProject: '7' }],
])('%s %s', (name, word, change) => {
  expect(parsePreference(name, word)).toEqual(change);
});

test.each([
  ['theme', 'pink'],
  ['notifications', 'maybe'],
  ['keepOperationsDays', '0'],
  ['keepOperationsDays', 'week'],
  ['nothing', '1'],
  ['__proto__', '1'],
])('%s %s is refused with what would do', (name, word) => {
  expect(() => parsePreference(name, word)).toThrow(
    expect.objectContaining({ code: 'invalid-input', hint: expect.any(String) }),
  );
});
