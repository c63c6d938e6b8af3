/** What decides how volumes are cloned, as far as it is known without privileges. */
export interface CloningFacts {
  /** The file system of the engine's volumes, in the kernel's words or Docker's ("extfs"). */
  readonly fileSystem: string | undefined;
  /** The engine can't hand out rights over the machine's devices: rootless, or in a user namespace. */
  readonly confined: boolean;
  /** Loop devices and XFS of the engine's kernel; undefined where it can't be looked at. */
  readonly loop: boolean | undefined;
  readonly xfs: boolean | undefined;
}

export interface CloningTier {
  readonly tier: 1 | 2 | 3;
  /** False where only the real probe, when a dataset is baked, can tell. */
  readonly certain: boolean;
  readonly why: string;
}

/** Picks the tier by which volumes are likely to be cloned. */
export function cloningTier(facts: CloningFacts): CloningTier {
  const { fileSystem, confined, loop, xfs } = facts;
  if (fileSystem === 'btrfs' || fileSystem === 'bcachefs')
    return {
      tier: 1,
      certain: true,
      why: `Docker's volumes are on ${fileSystem}, which shares blocks between copies`,
    };
  if (fileSystem === 'xfs')
    return {
      tier: 1,
      certain: false,
      why: "Docker's volumes are on xfs, which shares blocks unless it was made before 2019",
    };
  if (fileSystem === 'zfs')
    return {
      tier: 1,
      certain: false,
      why: "Docker's volumes are on zfs, which shares blocks since its version 2.2",
    };
  const plain =
    fileSystem === undefined
      ? "the file system of Docker's volumes is not known"
      : `${fileSystem} can't share blocks`;
  if (confined)
    return { tier: 3, certain: true, why: `${plain}, and this engine may not mount a pool of its own` };
  if (loop === false || xfs === false)
    return {
      tier: 3,
      certain: true,
      why: `${plain}, and the kernel has no ${loop === false ? 'loop devices' : 'XFS'} for a pool`,
    };
  const known = loop === true && xfs === true;
  return {
    tier: 2,
    certain: false,
    why: known ? `${plain}; the kernel has loop devices and XFS for a pool` : `${plain}; a pool can be tried`,
  };
}
