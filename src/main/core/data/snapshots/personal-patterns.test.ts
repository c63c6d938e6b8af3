import { expect, test } from 'vitest';
import { findPersonal } from './personal-patterns.ts';

test.each([
  ['mail to mary.smith@sakilacustomer.org please', ['email']],
  ['user1@example.com, a@b.test, c@mail.example.org, d@x.invalid', []],
  ['@mention and a@b', []],
  ['call +49 89 1234 5678 now', ['phone']],
  ['(415) 323-4567', ['phone']],
  ['415-555-0123 and +1 415 555 0199 and +44 7700 900123', []],
  ['2024-01-02 03:04:05.123456+00', []],
  ['550e8400-e29b-41d4-a716-446655440000', []],
  ['12345678901234', []],
  ['card 4539 1488 0343 6467', ['card']],
  ['4242 4242 4242 4242', []],
  ['4539148803436468', []],
  ['sk_live_51HxAbCdEfGhIj', ['secret']],
  ['AKIAIOSFODNN7EXAMPLE', ['secret']],
  ['-----BEGIN RSA PRIVATE KEY-----', ['secret']],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-_def', ['secret']],
  ['$2b$12$abcdefghijklmnopqrstuuVxYz0123456789ABCDEFGHIJKLMNOPQ', ['secret']],
  ['token=Zm9vYmFyOTg3NkFCQ0RFRkdIeHl6', ['secret']],
  ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', []],
  ['ThisIsALongCamelCaseIdentifierName', []],
  ['', []],
])('%s', (text, kinds) => {
  expect(findPersonal(text)).toEqual(kinds);
});
