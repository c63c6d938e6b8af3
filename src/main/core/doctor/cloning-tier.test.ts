import { expect, test } from 'vitest';
import { type CloningFacts, cloningTier } from './cloning-tier.ts';

const facts: CloningFacts = { fileSystem: 'extfs', confined: false, loop: true, xfs: true };

const cases: readonly [name: string, facts: Partial<CloningFacts>, tier: number, certain: boolean][] = [
  ['btrfs', { fileSystem: 'btrfs' }, 1, true],
  ['btrfs, even rootless', { fileSystem: 'btrfs', confined: true }, 1, true],
  ['xfs', { fileSystem: 'xfs' }, 1, false],
  ['zfs', { fileSystem: 'zfs' }, 1, false],
  ['ext4 with loop devices and XFS', {}, 2, false],
  ['ext4 in a VM that can not be looked into', { loop: undefined, xfs: undefined }, 2, false],
  ['ext4 without loop devices', { loop: false }, 3, true],
  ['ext4 without XFS', { xfs: false }, 3, true],
  ['ext4, rootless', { confined: true }, 3, true],
  ['unknown, rootless', { fileSystem: undefined, confined: true }, 3, true],
];

test.each(cases)('%s', (_name, some, tier, certain) => {
  expect(cloningTier({ ...facts, ...some })).toMatchObject({ tier, certain });
});

test('the reason is said in words', () => {
  expect(cloningTier(facts).why).toBe(
    "extfs can't share blocks; the kernel has loop devices and XFS for a pool",
  );
  expect(cloningTier({ ...facts, loop: false }).why).toBe(
    "extfs can't share blocks, and the kernel has no loop devices for a pool",
  );
});
