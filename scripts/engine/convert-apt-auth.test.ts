import { expect, test } from 'vitest';
import { convertAptAuth } from './convert-apt-auth.ts';

test.each([
  ['machine m.example login a password b', 'machine m.example login a password b'],
  ['machine https://m.example/debian/ login a password b', 'machine m.example login a password b'],
  ['machine m.example:8080/debian\nlogin a\npassword b', 'machine m.example\nlogin a\npassword b'],
  ['# note\nmachine http://m\nlogin a', '# note\nmachine m\nlogin a'],
])('%j', (text, netrc) => {
  expect(convertAptAuth(text)).toBe(netrc);
});
