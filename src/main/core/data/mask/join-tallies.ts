import { type ColumnTally, joinTwo, readTally } from './column-tally.ts';
import type { ColumnCounts } from './row-masker.ts';

type Tallies = readonly (ColumnTally | undefined)[];

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
