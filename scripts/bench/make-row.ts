import type { BenchRow } from '../../bench/bench.ts';
import { median } from './median.ts';

/** A row whose value is the median of its rounds. */
export function makeRow(row: Omit<BenchRow, 'value'>): BenchRow {
  return { ...row, value: median(row.rounds) };
}

/** A ratio of two sides measured in turns: per round `a` divided by `b`, in `x`. */
export function makeRatioRow(
  name: string,
  limit: number,
  a: readonly number[],
  b: readonly number[],
): BenchRow {
  const rounds = a.flatMap((value, round) => {
    const other = b[round];
    return other === undefined ? [] : [value / other];
  });
  return makeRow({ name, limit, unit: 'x', rounds });
}

/** Whether a value is within its limit; a value that is no number never is. */
export function isWithinLimit({ value, limit, atLeast }: BenchRow): boolean {
  return atLeast ? value >= limit : value <= limit;
}
