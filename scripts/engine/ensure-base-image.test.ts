import { expect, test } from 'vitest';
import { refuseToBuild } from './ensure-base-image.ts';
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

test.each<[string, Partial<PlatformFacts>, string | undefined]>([
  ['root on Debian builds it', {}, undefined],
  ['a user does not', { root: false }, 'building it needs root'],
  ['a Mac does not', { platform: 'darwin' }, 'only a Debian machine can build it'],
  ['Fedora does not', { family: 'fedora', apt: false }, 'only a Debian machine can build it'],
  ['Ubuntu does not', { distribution: 'ubuntu' }, 'a ubuntu mirror holds no Debian release to build it from'],
])('%s', (_name, changes, reason) => {
  expect(refuseToBuild({ ...debian, ...changes })).toBe(reason);
});
