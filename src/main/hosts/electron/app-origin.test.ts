import { expect, test } from 'vitest';
import { appOrigin, originOf } from './app-origin.ts';

test.each([
  ['app://backlot/', appOrigin],
  ['app://backlot/operations/1?x#y', appOrigin],
  ['app://backlot.evil/', 'app://backlot.evil'],
  ['app://backlot:1/', 'app://backlot:1'],
  ['app://backlot@evil/', undefined],
  ['https://example.com/app://backlot/', 'https://example.com'],
  ['file:///etc/passwd', 'null'],
  ['data:text/html,x', 'null'],
  ['about:blank', 'null'],
  ['nonsense', undefined],
])('the origin of %s is %s', (address, origin) => {
  expect(originOf(address)).toBe(origin);
});
