import { expect, test } from 'vitest';
import { parseDeepLink } from './deep-link.ts';

test.each([
  ['backlot://open?path=/home/ada/shop', { kind: 'open-project', path: '/home/ada/shop' }],
  [
    'backlot://open/?path=%2Fhome%2Fada%2Fmy%20sh%C3%B6p',
    { kind: 'open-project', path: '/home/ada/my shöp' },
  ],
  ['backlot://operation/01JB2X7', { kind: 'show-operation', id: '01JB2X7' }],
])('%s is a request', (link, request) => {
  expect(parseDeepLink(link)).toEqual(request);
});

test.each([
  'backlot://open',
  'backlot://open?path=relative',
  'backlot://open?path=//server/share',
  'backlot://open?path=/a&path=/b',
  'backlot://open?path=/a&run=rm',
  'backlot://open/more?path=/a',
  'backlot://open?path=/a%00b',
  'backlot://user@open?path=/a',
  'backlot://open:80?path=/a',
  'backlot://operation/',
  'backlot://operation/a/b',
  'backlot://operation/..%2f',
  'backlot://operation/x?y=1',
  'backlot://remove/x',
  'https://open?path=/a',
  `backlot://open?path=/${'a'.repeat(5000)}`,
  '',
])('%s is not', (link) => {
  expect(parseDeepLink(link)).toBeUndefined();
});
