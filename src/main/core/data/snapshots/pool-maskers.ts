import type { CompiledTable } from '../mask/compiled-table.ts';
import { createMaskPool } from '../mask/create-mask-pool.ts';
import type { ColumnTally } from '../mask/create-row-masker.ts';
import { joinTallies } from '../mask/join-tallies.ts';
import { tableText } from '../schema.ts';
import type { Maskers } from './pull-ports.ts';

/** Threads of a pull: as many as it has sessions on its source. */
const threads = 2;

/** A pull aborts between two arrivals; what a thread has begun it may finish. */
const never = new AbortController().signal;

/** Masks in threads of their own, for as long as the pull goes on. Tables by `tableText`. */
export function poolMaskers(compiled: ReadonlyMap<string, CompiledTable>): Maskers {
  const pool = createMaskPool(threads);
  return {
    open(table) {
      const rules = compiled.get(tableText(table));
      if (!rules) throw new Error(`no rules were compiled for ${tableText(table)}`);
      const stream = pool.open(rules);
      let tallies: readonly (ColumnTally | undefined)[] = [];
      return {
        push: (chunk) => stream.push(chunk, never),
        async end() {
          const rest = await stream.end(never);
          tallies = rest.tallies;
          return rest.data;
        },
        counts: () => joinTallies([tallies]),
        tallies: () => tallies,
        close: stream.close,
      };
    },
    close: pool.close,
  };
}
