import type { ColumnCounts } from './row-masker.ts';
import { DistinctSketch } from './sketch.ts';

/** What a column's counts are made of, as it can be posted and joined. */
export interface ColumnTally {
  readonly rows: number;
  readonly nulls: number;
  readonly changed: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** The counts of a tally. */
export const readTally = ({ rows, nulls, changed, before, after }: ColumnTally): ColumnCounts => ({
  rows,
  nulls,
  changed,
  distinctBefore: new DistinctSketch(before).estimate(),
  distinctAfter: new DistinctSketch(after).estimate(),
});

/** The tally of both; neither is changed. */
export function joinTwo(a: ColumnTally, b: ColumnTally): ColumnTally {
  const before = new DistinctSketch(a.before.slice());
  const after = new DistinctSketch(a.after.slice());
  before.join(b.before);
  after.join(b.after);
  return {
    rows: a.rows + b.rows,
    nulls: a.nulls + b.nulls,
    changed: a.changed + b.changed,
    before: before.registers,
    after: after.registers,
  };
}
