import { release } from 'node:os';
import { expect, test } from 'vitest';
import { linuxFamily, observeMachine } from './observe-machine.ts';

test.each([
  ['PRETTY_NAME="Debian"\nID=debian\n', 'debian'],
  ['ID=linuxmint\nID_LIKE="ubuntu debian"\n', 'debian'],
  ['ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'fedora'],
  ['ID=manjaro\nID_LIKE=arch\n', 'arch'],
  ['ID=alpine\n', 'other'],
  ['', 'other'],
])('os-release %j is of the family %s', (text, family) => {
  expect(linuxFamily(text)).toBe(family);
});

test('this machine is described', async () => {
  const machine = await observeMachine(new AbortController().signal);
  expect(machine).toMatchObject({ platform: process.platform, kernel: release() });
});
