import type { Finding } from './finding.ts';
import { sayBytes } from './say-bytes.ts';

const gigabyte = 1_000_000_000;
/** Below these, bytes free: work gets uncomfortable, or fails. */
export const warnBelow = 10 * gigabyte;
export const failBelow = 2 * gigabyte;

/** What the free space of a folder's file system means. `what` begins the sentence: "Docker's data". */
export function judgeDisk(disk: {
  readonly free: number;
  readonly total: number;
  readonly path: string;
  readonly what: string;
  /** What Docker's own objects take, when it is known. */
  readonly used?: number | undefined;
}): Pick<Finding, 'status' | 'found' | 'problem'> {
  const { free, total, path, what, used } = disk;
  const inUse = used === undefined ? '' : `, ${sayBytes(used)} used by Docker`;
  const found = `${sayBytes(free)} of ${sayBytes(total)} free at ${path}${inUse}`;
  if (free >= warnBelow) return { status: 'ok', found };
  const low = free < failBelow;
  return {
    status: low ? 'fail' : 'warn',
    found,
    problem: low
      ? `${what} has only ${sayBytes(free)} left; it needs at least ${sayBytes(failBelow)}.`
      : `${what} has less than ${sayBytes(warnBelow)} left; images and snapshots fill that soon.`,
  };
}
