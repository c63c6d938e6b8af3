import type { ColumnTally } from '../mask/create-row-masker.ts';
import { joinTallies } from '../mask/join-tallies.ts';
import type { ColumnCounts } from '../mask/row-masker.ts';

/** What one piece says of its columns: what can be joined exactly, or counts alone. */
export interface PieceCounts {
  readonly counts: readonly (ColumnCounts | null)[];
  readonly tallies?: readonly (ColumnTally | null)[] | undefined;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Without the sketches at least the largest estimate of a piece is known. */
const joinCounts = (own: readonly ColumnCounts[]): ColumnCounts => ({
  rows: sum(own.map(({ rows }) => rows)),
  nulls: sum(own.map(({ nulls }) => nulls)),
  changed: sum(own.map(({ changed }) => changed)),
  distinctBefore: Math.max(...own.map(({ distinctBefore }) => distinctBefore)),
  distinctAfter: Math.max(...own.map(({ distinctAfter }) => distinctAfter)),
});

/** The counts of a table from those of its pieces, by column; `undefined` for what was passed through. */
export function mergeCounts(pieces: readonly PieceCounts[]): readonly (ColumnCounts | undefined)[] {
  return (pieces[0]?.counts ?? []).map((_, index) => {
    const tallies = pieces.flatMap((piece) => piece.tallies?.[index] ?? []);
    if (tallies.length === pieces.length) return joinTallies(tallies.map((one) => [one]))[0];
    const counts = pieces.flatMap((piece) => piece.counts[index] ?? []);
    return counts.length === 0 ? undefined : joinCounts(counts);
  });
}
