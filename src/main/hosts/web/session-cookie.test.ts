import { expect, test } from 'vitest';
import { cookieValues, sessionCookie } from './session-cookie.ts';

test('all values of the name are found, and no others', () => {
  const header = 'a=1; backlot_session_1=x;backlot_session_1=y; xbacklot_session_1=z; backlot_session_12=w';
  expect(cookieValues(header, 'backlot_session_1')).toEqual(['x', 'y']);
  expect(cookieValues(undefined, 'a')).toEqual([]);
  expect(cookieValues('a', 'a')).toEqual([]);
});

test('the cookie is out of reach of scripts and other sites', () => {
  expect(sessionCookie('s', 'v', false)).toBe('s=v; Path=/; HttpOnly; SameSite=Strict');
  expect(sessionCookie('s', 'v', true)).toBe('s=v; Path=/; HttpOnly; SameSite=Strict; Secure');
});
