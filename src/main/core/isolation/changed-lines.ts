/** What one change made of a text, as whole lines. */
export interface ChangedLines {
  /** The number of the first line that changed, counted from 1. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** The lines in which two texts differ, when the change is in one place. Pure. */
export function changedLines(before: string, after: string): ChangedLines {
  const old = before.split(/\r?\n/);
  const next = after.split(/\r?\n/);
  let start = 0;
  while (start < Math.min(old.length, next.length) && old[start] === next[start]) start += 1;
  let same = 0;
  const most = Math.min(old.length, next.length) - start;
  while (same < most && old[old.length - 1 - same] === next[next.length - 1 - same]) same += 1;
  return {
    line: start + 1,
    removed: old.slice(start, old.length - same),
    added: next.slice(start, next.length - same),
  };
}
