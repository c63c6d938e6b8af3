import { expect, test } from 'vitest';
import { decideBrowserAction, findBrowser } from './ensure-browser.ts';
import type { PlatformFacts } from './observe-platform.ts';

const debian: PlatformFacts = {
  platform: 'linux',
  family: 'debian',
  distribution: 'debian',
  codename: 'bookworm',
  root: true,
  systemd: false,
  apt: true,
};

test.each<[string, string | undefined, string | undefined, Partial<PlatformFacts>, string]>([
  ['one that was found is used', '/usr/bin/chromium', undefined, {}, 'use'],
  ['root on Debian installs one', undefined, undefined, {}, 'install'],
  ['one that is named and missing is never replaced', undefined, '/no/chromium', {}, 'explain'],
  ['a user gets steps', undefined, undefined, { root: false }, 'explain'],
  ['Ubuntu gets steps', undefined, undefined, { distribution: 'ubuntu' }, 'explain'],
  ['a Mac gets steps', undefined, undefined, { platform: 'darwin', apt: false }, 'explain'],
])('%s', (_name, found, named, changes, action) => {
  expect(decideBrowserAction(found, { ...debian, ...changes }, named).do).toBe(action);
});

test('BACKLOT_CHROMIUM is used as it is, and nothing else when it is wrong', () => {
  expect(findBrowser({ BACKLOT_CHROMIUM: process.execPath })).toBe(process.execPath);
  expect(findBrowser({ BACKLOT_CHROMIUM: '/no/chromium' })).toBeUndefined();
});
