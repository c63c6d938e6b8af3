import { expect, test } from 'vitest';
import type { ColumnTally } from '../mask/create-row-masker.ts';
import { DistinctSketch } from '../mask/sketch.ts';
import { mergeCounts } from './merge-counts.ts';

const tallyOf = (from: number, to: number): ColumnTally => {
  const before = new DistinctSketch();
  const after = new DistinctSketch();
  for (let value = from; value < to; value += 1) before.add(Math.imul(value, 0x9e3779b1));
  after.add(1);
  return { rows: to - from, nulls: 1, changed: 2, before: before.registers, after: after.registers };
};
const counts = { rows: 10, nulls: 1, changed: 2, distinctBefore: 7, distinctAfter: 3 };

test('sketches are joined, so what two pieces share is counted once', () => {
  const merged = mergeCounts([
    { counts: [null, counts], tallies: [null, tallyOf(0, 6_000)] },
    { counts: [null, counts], tallies: [null, tallyOf(3_000, 9_000)] },
  ]);
  expect(merged[0]).toBeUndefined();
  expect(merged[1]).toMatchObject({ rows: 12_000, nulls: 2, changed: 4, distinctAfter: 1 });
  expect(Math.abs((merged[1]?.distinctBefore ?? 0) - 9_000)).toBeLessThan(500);
});

test('without sketches the larger estimate is told; no pieces, no counts', () => {
  const other = { ...counts, distinctBefore: 9 };
  const merged = mergeCounts([{ counts: [counts] }, { counts: [other] }]);
  expect(merged).toEqual([{ rows: 20, nulls: 2, changed: 4, distinctBefore: 9, distinctAfter: 3 }]);
  expect(mergeCounts([])).toEqual([]);
});
