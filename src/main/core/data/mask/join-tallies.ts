import { type ColumnTally, readTally } from './create-row-masker.ts';
import type { ColumnCounts } from './row-masker.ts';
import { DistinctSketch } from './sketch.ts';

type Tallies = readonly (ColumnTally | undefined)[];

function joinTwo(a: ColumnTally, b: ColumnTally): ColumnTally {
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

/** The counts of a table that went through in several streams, by column as `RowMasker.counts` has them. */
export function joinTallies(all: readonly Tallies[]): readonly (ColumnCounts | undefined)[] {
  const [first = [], ...others] = all;
  return first.map((tally, index) => {
    if (tally === undefined) return undefined;
    const joined = others.reduce((sum, next) => {
      const more = next[index];
      return more === undefined ? sum : joinTwo(sum, more);
    }, tally);
    return readTally(joined);
  });
}
