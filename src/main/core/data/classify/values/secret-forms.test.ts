import { expect, test } from 'vitest';
import { entropy, looksRandom, secretForm } from './secret-forms.ts';

test.each([
  ['$2b$12$KIXQ4S9e1jH0yT6Vh9vNeO8gq3bqvM3o1l3e4p0s2F1u5r6t7y8zC', 'password hash'],
  ['$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b27RQ', 'password hash'],
  ['pbkdf2_sha256$260000$abcdefghijkl$R0hQ8Zz1', 'password hash'],
  ['pbkdf2:sha256:260000$shopdemosalt0001$6ec42ef6eec90dca3808dca3', 'password hash'],
  ['scrypt:32768:8:1$salt$0123456789abcdef', 'password hash'],
  ['$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/', 'password hash'],
  ['{SSHA}DkMTwBl+a/3DQTxCYEApdUtNXGgdUac3', 'password hash'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'key or token'],
  ['ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'key or token'],
  ['AKIAIOSFODNN7EXAMPLE', 'key or token'],
  ['postgres://app:hunter2@db/shop', 'key or token'],
  ['hello', undefined],
  ['md5', undefined],
])('%s', (text, form) => {
  expect(secretForm(text)).toBe(form);
});

test('entropy in bits per character', () => {
  expect(entropy('aaaa')).toBe(0);
  expect(entropy('abcd')).toBe(2);
});

test.each([
  ['9f86d081884c7d659a2feaa0c55ad015', true],
  ['tGzv3JOkF0XG5Qx2TlKWIA', true],
  ['some-long-slug-of-a-page-about-fish', false],
  ['com.example.shop.OrderService', false],
  ['20240101120000000000000000', false],
  ['short', false],
])('%s random: %s', (text, random) => {
  expect(looksRandom(text)).toBe(random);
});
