import type { ColumnCounts } from '../mask/row-masker.ts';

const nearlyUnique = 0.8;

/**
 * Distinct values of two pieces together, from the estimate of each: added up where nearly every value is
 * another one, else the larger of the two, as pieces then have mostly the same values.
 */
const mergeDistinct = (a: number, aValues: number, b: number, bValues: number): number =>
  a >= aValues * nearlyUnique && b >= bValues * nearlyUnique ? a + b : Math.max(a, b);

/** Counts of two pieces of one column. */
function mergeColumn(a: ColumnCounts, b: ColumnCounts): ColumnCounts {
  const [aValues, bValues] = [a.rows - a.nulls, b.rows - b.nulls];
  return {
    rows: a.rows + b.rows,
    nulls: a.nulls + b.nulls,
    changed: a.changed + b.changed,
    distinctBefore: mergeDistinct(a.distinctBefore, aValues, b.distinctBefore, bValues),
    distinctAfter: mergeDistinct(a.distinctAfter, aValues, b.distinctAfter, bValues),
  };
}

/** Counts of all pieces of a table, by column; `undefined` for what was passed through. */
export function mergeCounts(
  pieces: readonly (readonly (ColumnCounts | undefined)[])[],
): readonly (ColumnCounts | undefined)[] {
  const [first = [], ...others] = pieces;
  return first.map((column, index) =>
    others.reduce<ColumnCounts | undefined>((sum, piece) => {
      const own = piece[index];
      return sum && own ? mergeColumn(sum, own) : (sum ?? own);
    }, column),
  );
}
