import { expect, test } from 'vitest';
import { decidePull, readPullPolicy } from './pull-policy.ts';

const day = 86_400_000;
const now = 100 * day;

test.each([
  [undefined, undefined, 'pull'],
  [undefined, 0, 'use'],
  ['if_not_present', 0, 'use'],
  ['always', now, 'pull'],
  ['never', undefined, 'missing'],
  ['never', 0, 'use'],
  ['build', now, 'build'],
  ['daily', now - day + 1, 'use'],
  ['daily', now - day, 'pull'],
  ['weekly', now - 6 * day, 'use'],
  ['weekly', now - 7 * day, 'pull'],
  ['weekly', undefined, 'pull'],
  ['every_1d12h', now - 1.4 * day, 'use'],
  ['every_1d12h', now - 1.6 * day, 'pull'],
])('pull_policy %s, refreshed at %s: %s', (policy, refreshedAt, expected) => {
  expect(decidePull(readPullPolicy(policy), refreshedAt, now)).toBe(expected);
});

test.each(['often', 'every_', 'every_1x', 'every_-1d', 'every_1h1d'])('"%s" is no policy', (text) => {
  expect(() => readPullPolicy(text)).toThrow(
    expect.objectContaining({ code: 'config-invalid', message: `"${text}" is not a pull_policy.` }),
  );
});
