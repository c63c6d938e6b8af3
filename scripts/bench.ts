import { join } from 'node:path';
import { formatJson, formatMarkdown, formatTable } from './bench/format-rows.ts';
import { loadBenches } from './bench/load-benches.ts';
import { isWithinLimit } from './bench/make-row.ts';
import { type BenchOptions, readBenchOptions } from './bench/read-bench-options.ts';
import { runBenches } from './bench/run-benches.ts';

const FORMATS = { table: formatTable, json: formatJson, markdown: formatMarkdown } as const;

/** Runs benchmarks and prints their rows on stdout, progress on stderr; 1 when a value is past its limit. */
async function main({ name, rounds, format }: BenchOptions): Promise<number> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const directory = process.env.BACKLOT_BENCH_DIRECTORY ?? join(import.meta.dirname, '..', 'bench');
  const benches = await loadBenches(directory, name);
  try {
    const rows = await runBenches(benches, { rounds, signal: interrupted.signal, log: console.error });
    console.log(FORMATS[format](rows));
    return rows.every(isWithinLimit) ? 0 : 1;
  } catch (error) {
    if (interrupted.signal.aborted) return 130;
    throw error;
  }
}

try {
  process.exitCode = await main(readBenchOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
