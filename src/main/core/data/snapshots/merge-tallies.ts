import { type ColumnTally, readTally } from '../mask/create-row-masker.ts';
import type { ColumnCounts } from '../mask/row-masker.ts';
import { DistinctSketch } from '../mask/sketch.ts';

function join(registers: readonly Uint8Array[]): Uint8Array {
  const sketch = new DistinctSketch();
  for (const one of registers) sketch.join(one);
  return sketch.registers;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The counts of a table from the tallies of its pieces, by column; `undefined` for what was passed through. */
export function mergeTallies(
  pieces: readonly (readonly (ColumnTally | undefined)[])[],
): readonly (ColumnCounts | undefined)[] {
  return (pieces[0] ?? []).map((_, index) => {
    const own = pieces.flatMap((piece) => piece[index] ?? []);
    if (own.length === 0) return undefined;
    return readTally({
      rows: sum(own.map(({ rows }) => rows)),
      nulls: sum(own.map(({ nulls }) => nulls)),
      changed: sum(own.map(({ changed }) => changed)),
      before: join(own.map(({ before }) => before)),
      after: join(own.map(({ after }) => after)),
    });
  });
}
