import { expect, test } from 'vitest';
import { relayOf, requireReceiver } from './release-rules.ts';

const rules = { to: ['me@example.com', '*@team.example'], via: 'smtp://relay.example' };

test.each(['me@example.com', 'ME@Example.com', 'anyone@team.example', 'a+b@TEAM.example'])(
  '%s may get a mail',
  (address) => {
    expect(requireReceiver(rules, address)).toBe(rules);
  },
);

test.each([
  'you@example.com',
  'me@example.com.evil.example',
  'me@sub.team.example',
  'x@notteam.example',
  'team.example@example.org',
])('%s may not', (address) => {
  expect(() => requireReceiver(rules, address)).toThrow(`does not let mail be released to ${address}`);
});

test.each([
  '',
  'me',
  'a@b@team.example',
  'me@example.com, x@team.example',
  'me@team.example>\r\nRCPT TO:<x@y.example',
  'me @team.example',
  '"a b"@team.example',
  'a@team.example\u0000',
  '@team.example',
])('%j is no address', (address) => {
  expect(() => requireReceiver(rules, address)).toThrow('is not a mail address');
});

test('without a rule, nothing is released', () => {
  expect(() => requireReceiver(undefined, 'me@example.com')).toThrow('lets no mail be released');
});

test.each([
  ['smtp://relay.example', { host: 'relay.example', port: 587, secure: false, user: undefined }],
  ['smtp://127.0.0.1:1025', { host: '127.0.0.1', port: 1025, secure: false, user: undefined }],
  [
    'smtps://me%40x.example@relay.example',
    { host: 'relay.example', port: 465, secure: true, user: 'me@x.example' },
  ],
  ['smtp://[2001:db8::1]:25', { host: '2001:db8::1', port: 25, secure: false, user: undefined }],
])('%s', (via, expected) => {
  expect(relayOf(via)).toEqual(expected);
});
