import { expect, test } from 'vitest';
import { sourceUrl } from './source-url.ts';

test.each([
  ['postgresql://ann@db.example:5433/shop', 'p@ss/1', 'postgresql://ann:p%40ss%2F1@db.example:5433/shop'],
  ['postgres://ann@db/shop?sslmode=require', undefined, 'postgres://ann@db/shop?sslmode=require'],
])('%s with the password of the environment', (given, password, url) => {
  expect(sourceUrl(given, password)).toEqual({ url, exposed: false });
});

test('a password among the arguments stays, and is told', () => {
  const url = 'postgresql://ann:secret@db/shop';
  expect(sourceUrl(url, 'other')).toEqual({ url, exposed: true });
});

test.each([
  'mysql://ann:secret@db/shop',
  'postgresql:///secret',
  'secret',
  '',
  'postgresql://a:secret@b:x/d',
])('%s is refused without being repeated', (given) => {
  const thrown = expect.objectContaining({
    code: 'invalid-input',
    message: expect.not.stringContaining('secret'),
    hint: expect.not.stringContaining('secret'),
  });
  expect(() => sourceUrl(given, undefined)).toThrow(thrown);
});
