import type { Bench, BenchContext, BenchRow } from '../../bench/bench.ts';

/** Runs benchmarks one after the other, since two at once would measure each other. */
export async function runBenches(
  benches: readonly Bench[],
  context: BenchContext,
): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const bench of benches) {
    context.signal.throwIfAborted();
    context.log(`Running ${bench.name}`);
    rows.push(...(await bench.run(context)));
  }
  return rows;
}
