import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { makeRow } from '../scripts/bench/make-row.ts';
import { containerSource } from '../src/main/core/data/postgres/container-source.ts';
import { copyPieces } from '../src/main/core/data/postgres/copy-pieces.ts';
import { introspect } from '../src/main/core/data/postgres/introspect.ts';
import {
  type PostgresContainer,
  startPostgres,
} from '../src/main/core/data/postgres/testing/postgres-container.ts';
import { wireReader } from '../src/main/core/data/postgres/wire-reader.ts';
import { createPullOperation } from '../src/main/core/data/snapshots/pull-operation.ts';
import { createSnapshotStore } from '../src/main/core/data/snapshots/snapshot-store.ts';
import { memorySecrets } from '../src/main/core/data/snapshots/testing/memory-secrets.ts';
import { postgresPorts } from '../src/main/core/data/snapshots/testing/postgres-ports.ts';
import type { Engine } from '../src/main/core/docker/connect-engine.ts';
import { connectLocal } from '../src/main/core/images/testing/connect-local.ts';
import { createOperations } from '../src/main/core/operations/create-operations.ts';
import { openStore } from '../src/main/core/store/open-store.ts';
import type { Bench } from './bench.ts';

const run = promisify(execFile);

/** Rows of some 190 bytes of text, in two tables: 0.25 GB together. */
const rows = Math.round(Number(process.env.BACKLOT_BENCH_GB ?? '0.25') * 5_300_000);

/** Two of ten columns are masked. */
const fill = `
CREATE TABLE people (id int PRIMARY KEY, email text, name text, city text, at timestamptz, amount numeric(12,2),
  state text, note text, reference text, flag boolean);
INSERT INTO people SELECT i, 'user' || i || '@corp.com',
  (ARRAY['Anna','Bruno','Carla','Daan','Elif','Farid','Greta','Hugo','Ines','Jakub'])[1 + i % 10] || ' ' ||
  (ARRAY['Schmidt','Rossi','Garcia','Novak','Jansen','Kaya','Dubois','Silva','Larsen'])[1 + i % 9], 'City ' || i % 977,
  '2024-01-01'::timestamptz + i * '1 second'::interval, i % 10000 / 7.0, 'state ' || i % 7,
  'ordered ' || i % 13 || ' of ' || i % 977 || ', to be brought before noon, ring twice', md5((i * 7)::text), i % 2 = 0
  FROM generate_series(1, ${Math.round(rows * 0.8)}) i;
CREATE TABLE visits AS SELECT * FROM people LIMIT ${Math.round(rows * 0.2)};
VACUUM ANALYZE;`;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

/** All rows of the database read to nowhere, by as many sessions as a pull has: the limit of any pull. */
async function drain(engine: Engine, container: string, signal: AbortSignal): Promise<void> {
  const source = await containerSource({ engine, container, name: 'bench' }, signal);
  try {
    const reader = source.reader?.kind === 'wire' ? wireReader(source.reader.address) : source;
    const left = [...copyPieces(await introspect(source, signal))];
    const work = async (): Promise<void> => {
      for (let piece = left.shift(); piece; piece = left.shift()) {
        for await (const _ of await reader.copyOut(piece.statement, signal)) signal.throwIfAborted();
      }
    };
    await Promise.all([work(), work()]);
    if (reader !== source) reader.close();
  } finally {
    await source.close();
  }
}

interface Pulled {
  /** The largest resident size of this process meanwhile, in MB. */
  readonly memory: number;
  /** The longest time that the main thread was busy without a break, in milliseconds. */
  readonly stall: number;
}

async function pull(engine: Engine, container: string, signal: AbortSignal): Promise<Pulled> {
  const home = await mkdtemp(join(tmpdir(), 'backlot-bench-'));
  const store = openStore({ home });
  const snapshots = createSnapshotStore({ folder: join(home, 'snapshots'), secrets: memorySecrets() });
  const ports = postgresPorts(engine, container, (_, { name }) =>
    name === 'email'
      ? { mask: 'email', options: {} }
      : name === 'name'
        ? { mask: 'full-name', options: {} }
        : { mask: 'keep', options: {} },
  );
  const operations = createOperations({ store, kinds: [createPullOperation({ ports, store: snapshots })] });
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  try {
    const id = operations.start('snapshot-pull', { project: '/bench', dataset: 'staging' });
    const done = await operations.wait(id, signal);
    if (done.state !== 'succeeded') throw new Error(done.error?.message ?? done.state);
    return { memory: most / 1e6, stall: delays.max / 1e6 - 5 };
  } finally {
    clearInterval(watch);
    delays.disable();
    await operations.stop();
    store.close();
    await rm(home, { recursive: true, force: true });
  }
}

/** A masked pull, beside draining the same tables raw and beside `pg_dump -Fc`, which masks nothing. */
const pullBench: Bench = {
  name: 'pull',
  async run({ rounds, signal, log }) {
    const engine = await connectLocal(signal);
    let server: PostgresContainer | undefined;
    try {
      server = await startPostgres(engine);
      const { id } = server;
      log(`filling ${rows} rows`);
      await server.target.run(fill, signal);
      const dump = () =>
        run('docker', ['exec', id, 'sh', '-c', 'pg_dump -U shop -Fc shop | wc -c'], { signal });
      const toDump: number[] = [];
      const toDrain: number[] = [];
      const memory: number[] = [];
      const stalls: number[] = [];
      const took: number[] = [];
      await drain(engine, id, signal);
      for (let round = 1; round <= rounds; round += 1) {
        const drained = await seconds(() => drain(engine, id, signal));
        const pulled = await seconds(async () => {
          const seen = await pull(engine, id, signal);
          memory.push(seen.memory);
          stalls.push(seen.stall);
        });
        const dumped = await seconds(dump);
        log(
          `round ${round} of ${rounds}: drained ${drained.toFixed(1)} s, pulled ${pulled.toFixed(1)} s, dumped ${dumped.toFixed(1)} s`,
        );
        toDrain.push(pulled / drained);
        toDump.push(pulled / dumped);
        took.push(pulled);
      }
      return [
        makeRow({ name: 'pull to raw drain', limit: 2, unit: 'x', rounds: toDrain }),
        makeRow({ name: 'pull to pg_dump -Fc', limit: 0.5, unit: 'x', rounds: toDump }),
        makeRow({ name: 'memory at most', limit: 400, unit: 'MB', rounds: memory }),
        makeRow({ name: 'longest main-thread stall', limit: 50, unit: 'ms', rounds: stalls }),
        makeRow({ name: 'pull', limit: 120, unit: 's', rounds: took }),
      ];
    } finally {
      await server?.remove();
      engine.close();
    }
  },
};

export default pullBench;
