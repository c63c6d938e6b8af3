import { existsSync, renameSync } from 'node:fs';
import { fileTime } from './file-time.ts';

/**
 * Renames a damaged database with its write-ahead log to `<file>.corrupt-<time>`; nothing is deleted.
 * The log goes first: an orphaned one would be replayed into the fresh database that takes its place.
 */
export function setAside(file: string, now: number): string {
  const wanted = `${file}.corrupt-${fileTime(now)}`;
  let target = wanted;
  for (let n = 2; existsSync(target); n += 1) target = `${wanted}-${n}`;
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, target + suffix);
  }
  return target;
}
