import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { makeRow } from '../scripts/bench/make-row.ts';
import { chooseRows } from '../src/main/core/data/subset/choose-rows.ts';
import { planSubset } from '../src/main/core/data/subset/plan-subset.ts';
import { type SelectOptions, selectSubset } from '../src/main/core/data/subset/select-subset.ts';
import { columnOf, foreignKeyOf, tableOf } from '../src/main/core/data/subset/testing/random-data.ts';
import type { Bench } from './bench.ts';

const sizes = { customers: 20_000, orders: 60_000, lines: 100_000 } as const;

const keys = [{ name: 'pk', primary: true, columns: ['id'] }];
const schema = {
  tables: [
    tableOf('customers', { columns: [columnOf('id')], keys, rows: sizes.customers }),
    tableOf('orders', {
      ...{ columns: [columnOf('id'), columnOf('customer_id')], keys, rows: sizes.orders },
      foreignKeys: [foreignKeyOf(['customer_id'], 'customers', ['id'])],
    }),
    tableOf('lines', {
      ...{ columns: [columnOf('id'), columnOf('order_id')], keys, rows: sizes.lines },
      foreignKeys: [foreignKeyOf(['order_id'], 'orders', ['id'])],
    }),
  ],
};

/** What a server would send for a pass, in pieces of 64 KiB. */
function rowsOf(sql: string): Readable {
  const [name, parents] = sql.includes('"customers"')
    ? (['customers', 0] as const)
    : sql.includes('"orders"')
      ? (['orders', sizes.customers] as const)
      : (['lines', sizes.orders] as const);
  return Readable.from(
    (function* () {
      let text = '';
      for (let id = 1; id <= sizes[name]; id += 1) {
        text += parents === 0 ? `${id % 4 === 0 ? 't' : 'f'}\t${id}\n` : `f\t${id}\t${1 + (id % parents)}\n`;
        if (text.length < 65_536) continue;
        yield Buffer.from(text);
        text = '';
      }
      yield Buffer.from(text);
    })(),
  );
}

/** What this thread has computed so far, in milliseconds: time that others took from it does not count. */
function computed(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The longest that this thread computed in one go while work ran, in milliseconds. */
async function longestStall(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let last = computed();
  let open = true;
  const look = (): void => {
    const now = computed();
    longest = Math.max(longest, now - last);
    last = now;
    if (open) setImmediate(look);
  };
  look();
  try {
    await work();
  } finally {
    open = false;
    look();
  }
  return longest;
}

/** How long choosing the rows of a subset of 180,000 rows holds up the main thread. */
const bench: Bench = {
  name: 'subset',
  run: async ({ rounds, signal, log }) => {
    const folder = mkdtempSync(join(tmpdir(), 'backlot subset-'));
    const plan = planSubset(schema, { roots: { customers: 'true' } });
    const once = async (choose?: SelectOptions['choose']): Promise<number> =>
      longestStall(async () => {
        const options = { folder, secret: Buffer.alloc(32, 7), choose };
        const source = { copyOut: (sql: string) => Promise.resolve(rowsOf(sql)) };
        const subset = await selectSubset(schema, plan, source, undefined, options, signal);
        const keeps = subset.keeps({ schema: 'public', name: 'lines' });
        if (keeps?.has(Buffer.from('0')) !== false) throw new Error('the selection is wrong');
        subset.close();
      });
    try {
      await once();
      const stalls: number[] = [];
      const here: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        stalls.push(await once());
        here.push(await once(chooseRows));
      }
      log(`in the main thread it would be ${Math.round(Math.max(...here))} ms`);
      return [
        makeRow({
          name: 'subset of 180,000 rows: longest stall of the main thread',
          limit: 50,
          unit: 'ms',
          rounds: stalls,
        }),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export default bench;
