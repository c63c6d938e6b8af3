import { expect, test } from 'vitest';
import { namesModule } from './kernel-has.ts';

const lists = `kernel/fs/xfs/xfs.ko.zst: kernel/lib/libcrc32c.ko.zst
kernel/drivers/net/loopback.ko:
kernel/drivers/block/loop.ko`;

test.each([
  ['xfs', true],
  ['loop', true],
  ['btrfs', false],
  ['x', false],
  ['libcrc32c', true],
])('%s is in the lists: %s', (module, there) => {
  expect(namesModule(lists, module)).toBe(there);
});
