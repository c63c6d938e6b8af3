import { statfs } from 'node:fs/promises';

/** Names for what `statfs` says on Linux (linux/magic.h), as `mount` writes them. */
const linuxNames: Readonly<Record<number, string>> = {
  61267: 'ext4',
  1481003842: 'xfs',
  2435016766: 'btrfs',
  16914836: 'tmpfs',
  2035054128: 'overlay',
  801189825: 'zfs',
  3393526350: 'bcachefs',
  4076150800: 'f2fs',
  26985: 'nfs',
  20859: 'smb',
  4283649346: 'cifs',
  4266872130: 'smb2',
  1702057286: 'fuse',
  16914839: '9p',
  12805120: 'ceph',
  1397113167: 'afs',
};

const networkNames = ['nfs', 'smb', 'cifs', 'smb2', '9p', 'ceph', 'afs'];

/** The name of the file system that holds a path; undefined where this platform does not say. */
export async function fileSystemOf(path: string, platform: NodeJS.Platform): Promise<string | undefined> {
  if (platform === 'win32') return path.startsWith('\\\\') ? 'smb' : undefined;
  if (platform !== 'linux') return undefined;
  const { type } = await statfs(path);
  // Some types have the highest bit set; libuv hands them over signed on some machines.
  return linuxNames[type < 0 ? type + 2 ** 32 : type];
}

/** True for a file system on another machine, where locks and SQLite's shared memory can't be relied on. */
export const isNetworkFileSystem = (name: string | undefined): boolean =>
  name !== undefined && networkNames.includes(name);
