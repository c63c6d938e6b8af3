import { expect, test } from 'vitest';
import { envNames, looksSecret } from './secret-names.ts';

test.each([
  ['STRIPE_KEY', true],
  ['SESSION_SECRET', true],
  ['GITHUB_TOKEN', true],
  ['POSTGRES_PASSWORD', true],
  ['SMTP_PASS', true],
  ['SENTRY_DSN', true],
  ['api_key', true],
  ['STRIPE_PUBLISHABLE_KEY', false],
  ['AWS_ACCESS_KEY_ID', false],
  ['NEXT_PUBLIC_KEY', false],
  ['PORT', false],
  ['MONKEY', false],
  ['COMPASS', false],
])('%s: %s', (name, expected) => {
  expect(looksSecret(name)).toBe(expected);
});

test('names, never values', () => {
  expect(envNames('A=1\n# B=2\nexport C = "x=y"\r\n  D=\nE\nF: 1\n')).toEqual(['A', 'C', 'D']);
});
