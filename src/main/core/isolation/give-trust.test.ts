import { expect, test } from 'vitest';
import { withRoot } from './give-trust.ts';

const own = '-----BEGIN CERTIFICATE-----\nown\n-----END CERTIFICATE-----\n';

test('one more root after those that are there, once', () => {
  expect(withRoot('roots\n\n', own)).toBe(`roots\n${own}`);
  expect(withRoot(`roots\n${own}`, own)).toBe(`roots\n${own}`);
  expect(withRoot('', own)).toBe(own);
});
