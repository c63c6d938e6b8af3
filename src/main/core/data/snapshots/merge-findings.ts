import type { ReceiptFinding } from '../../../../shared/model/snapshot.ts';

/** The findings of several scans as those of one: what is of one kind in one column is counted together. */
export function mergeFindings(all: readonly (readonly ReceiptFinding[])[]): readonly ReceiptFinding[] {
  const merged = new Map<string, ReceiptFinding>();
  for (const finding of all.flat()) {
    const { table, column, what, count } = finding;
    const key = JSON.stringify([table, column, what]);
    merged.set(key, { ...finding, count: count + (merged.get(key)?.count ?? 0) });
  }
  return [...merged.values()];
}
