import { expect, test } from 'vitest';
import { isAllowed, isAllowedName } from './allow-list.ts';

test.each([
  ['api.example.com', 'api.example.com', 443, true],
  ['api.example.com', 'API.Example.com.', 443, true],
  ['api.example.com', 'api.example.com', 80, true],
  ['api.example.com', 'api.example.com', 25, false],
  ['api.example.com:8443', 'api.example.com', 8443, true],
  ['api.example.com:8443', 'api.example.com', 443, false],
  ['*.example.com', 'a.b.example.com', 443, true],
  ['*.example.com', 'example.com', 443, false],
  ['*.example.com', 'badexample.com', 443, false],
  ['example.com', 'example.com.evil.org', 443, false],
  ['example.com', 'notexample.com', 443, false],
])('%s and %s at %i: %s', (entry, host, port, expected) => {
  expect(isAllowed([entry], host, port)).toBe(expected);
});

test('a name may be asked for whatever the port', () => {
  expect(isAllowedName(['api.example.com:8443'], 'api.example.com')).toBe(true);
  expect(isAllowedName([], 'api.example.com')).toBe(false);
});
