import { expect, test } from 'vitest';
import { parseOsRelease } from './observe-platform.ts';

test.each([
  [
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_CODENAME=bookworm\n',
    'debian',
    'debian',
    'bookworm',
  ],
  ['ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\n', 'ubuntu', 'debian', 'noble'],
  ['ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_CODENAME=wilma\n', 'linuxmint', 'debian', 'wilma'],
  ['ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'rocky', 'fedora', ''],
  ["ID='arch'\n", 'arch', 'arch', ''],
  ['ID="opensuse-leap"\nID_LIKE="suse opensuse"\n', 'opensuse-leap', 'suse', ''],
  ['ID=alpine\n', 'alpine', 'other', ''],
  ['', '', 'other', ''],
])('%j', (text, distribution, family, codename) => {
  expect(parseOsRelease(text)).toEqual({ distribution, family, codename });
});
