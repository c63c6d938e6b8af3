import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { makeRatioRow } from '../scripts/bench/make-row.ts';
import { TEST_LABEL, testRun } from '../scripts/testing/test-run.ts';
import type { ComposeModel } from '../src/main/core/compose/model.ts';
import { dataOperations } from '../src/main/core/data/checkpoints/data-operations.ts';
import { createEnvironmentData } from '../src/main/core/data/checkpoints/environment-data.ts';
import { poolHook } from '../src/main/core/data/checkpoints/pool-hook.ts';
import { createPools } from '../src/main/core/data/pool/create-pools.ts';
import { connectEngine } from '../src/main/core/docker/connect-engine.ts';
import { startContainer, stopContainer } from '../src/main/core/docker/containers.ts';
import { imageByRef } from '../src/main/core/docker/images.ts';
import { runInContainer } from '../src/main/core/docker/run-in-container.ts';
import { stackAccess } from '../src/main/core/engine/stack-access.ts';
import { stackOperations } from '../src/main/core/engine/stack-operations.ts';
import { localContext } from '../src/main/core/engine/testing/local-engine.ts';
import { createOperations } from '../src/main/core/operations/create-operations.ts';
import { openStore } from '../src/main/core/store/open-store.ts';
import type { Bench, BenchContext, BenchRow } from './bench.ts';
import { benchStack } from './bench-stack.ts';
import { shopTables } from './shop-tables.ts';

const run = promisify(execFile);
const image = 'shop-db:dev';
/** In gigabytes. */
const sizes = [0.25, 1, 2.5];
/** At this size it is compared with a restore, whose tables have keys and indexes; what is more is text alone. */
const shopGigabytes = 1;
const fillerRowsPerGigabyte = 1_000_000;

const model = (name: string): ComposeModel => ({
  name,
  services: {
    db: {
      image,
      command: null,
      entrypoint: null,
      labels: { [TEST_LABEL]: testRun },
      environment: { POSTGRES_USER: 'shop', POSTGRES_PASSWORD: 'bench', POSTGRES_DB: 'shop' },
      networks: { default: null },
      volumes: [{ type: 'volume', source: 'db-data', target: '/var/lib/postgresql/data' }],
      stop_grace_period: '30s',
      healthcheck: {
        test: ['CMD', 'pg_isready', '-q', '-h', '127.0.0.1', '-U', 'shop', '-d', 'shop'],
        interval: '5s',
        timeout: '3s',
        retries: 20,
        start_period: '60s',
      },
    },
  },
  networks: { default: { name: `${name}_default`, ipam: {}, labels: { [TEST_LABEL]: testRun } } },
  volumes: { 'db-data': { name: `${name}_db`, labels: { [TEST_LABEL]: testRun } } },
  secrets: {},
  configs: {},
  extensions: {},
});

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** In milliseconds, each to the first answer of a query. */
interface Times {
  readonly plain: number;
  readonly use: number;
  readonly undo: number;
}

async function openBench(folder: string, signal: AbortSignal) {
  const { identity, ref } = benchStack(folder);
  const access = stackAccess({
    identify: async () => identity,
    model: async () => model(identity.project),
    env: () => ({}),
    connect: (_, own) => connectEngine(localContext, own),
  });
  const pools = createPools({
    engine: access.engine,
    prefix: identity.project,
    labels: { [TEST_LABEL]: testRun },
    size: 16 * 1024 ** 3,
  });
  const datasets = {
    bakePlan: async () => [],
    verbs: {},
    require: async (_: unknown, name: string) => ({
      name,
      bakedAt: 0,
      volumes: { 'db-data': `datasets/bench/${name}/db-data` },
    }),
  };
  const store = openStore({ home: join(folder, 'home') });
  const operations = createOperations({
    store,
    kinds: [
      ...stackOperations(access, undefined, poolHook(pools)),
      ...dataOperations({ access, pools, datasets, retention: { count: 4, bytes: 1024 ** 4 } }),
    ],
  });
  const engine = await connectEngine(localContext, signal);
  const container = `${identity.composeProject}-db-1`;
  const go = async (kind: string, input: object = {}): Promise<void> => {
    const ended = await operations.wait(operations.start(kind, { stack: ref, ...input }), signal);
    if (ended.state !== 'succeeded') throw new Error(`${kind}: ${ended.error?.message ?? ended.state}`);
  };
  const ask = async (sql: string): Promise<string | undefined> => {
    const command = ['psql', '-XAtq', '-U', 'shop', '-d', 'shop', '-c', sql];
    const { exitCode, output } = await runInContainer(engine, container, { command }, signal);
    return exitCode === 0 ? output.trim() : undefined;
  };
  const shell = async (script: string): Promise<void> => {
    const command = ['sh', '-euc', script];
    const { exitCode, output } = await runInContainer(engine, container, { command }, signal);
    if (exitCode !== 0) throw new Error(output);
  };
  const must = async (sql: string): Promise<void> => {
    if ((await ask(sql)) === undefined) throw new Error(`failed: ${sql}`);
  };
  const answers = async (): Promise<void> => {
    while ((await ask('select id from orders where id = 1').catch(() => undefined)) !== '1')
      await delay(20, undefined, { signal });
  };
  const restart = async (): Promise<void> => {
    await stopContainer(engine, container, signal);
    await startContainer(engine, container, signal);
    await answersSoon(ask, signal);
  };

  /** Fills the database up to so many gigabytes and freezes it as a dataset of that name. */
  const grow = async (name: string, from: number, to: number): Promise<void> => {
    for (const set of ['wal_level = minimal', 'max_wal_senders = 0', 'fsync = off', "max_wal_size = '8GB'"])
      await must(`alter system set ${set}`);
    await restart();
    if (to <= shopGigabytes) await must(shopTables(to));
    else {
      await must('create table if not exists filler (id bigint, text text)');
      const [first, last] = [(to - 1) * fillerRowsPerGigabyte, (from - 1) * fillerRowsPerGigabyte];
      await must(
        `insert into filler select i, repeat(md5(i::text), 30) from generate_series(${Math.max(0, last) + 1}::bigint, ${first}::bigint) i`,
      );
    }
    await must('vacuum analyze');
    await must('alter system reset all');
    await restart();
    await must('checkpoint');
    await createEnvironmentData({ access, pools }).freeze(ref, `datasets/bench/${name}`, signal);
    await answersSoon(ask, signal);
  };

  /** From the click to the first answer of the new data: what an operation does once that runs is not waited for. */
  const untilAnswered = async (kind: string, input: object = {}): Promise<number> => {
    const began = performance.now();
    const id = operations.start(kind, { stack: ref, ...input });
    for await (const { value } of operations.events({ operation: id }, { signal, after: 0 }))
      if (value.parent === 'start' && value.status === 'started') break;
    await answers();
    const ms = performance.now() - began;
    const ended = await operations.wait(id, signal);
    if (ended.state !== 'succeeded') throw new Error(`${kind}: ${ended.error?.message ?? ended.state}`);
    return ms;
  };

  /** Once each: a plain stop and start, a switch and an undo of the same data. */
  const measure = async (dataset: string): Promise<Times> => {
    await go('dataset-use', { dataset });
    const plain = await timed(async () => {
      await stopContainer(engine, container, signal);
      await startContainer(engine, container, signal);
      await answers();
    });
    const use = await untilAnswered('dataset-use', { dataset });
    return { plain, use, undo: await untilAnswered('data-undo') };
  };

  /** Restores a dump of the data as it is into a second database of the same server: milliseconds. */
  const restore = async (): Promise<number> => {
    const dump = 'file=/tmp/shop.dump; [ -e $file ] || pg_dump -Fc -Z 1 -U shop -f $file shop';
    await shell(`${dump}; createdb -U shop restored`);
    const ms = await timed(() => shell('pg_restore -j 2 -U shop -d restored /tmp/shop.dump'));
    await shell('dropdb -U shop restored');
    return ms;
  };

  const close = async (): Promise<void> => {
    const own = AbortSignal.timeout(120_000);
    const ended = operations.start('down', { stack: ref, volumes: true });
    await operations.wait(ended, own).catch(() => {});
    await pools.remove('default', own).catch(() => {});
    await operations.stop();
    pools.close();
    engine.close();
    access.close();
    store.close();
  };
  return { go, grow, measure, restore, close, engine };
}

/** Asks until the server answers: it refuses while it starts. */
async function answersSoon(
  ask: (sql: string) => Promise<string | undefined>,
  signal: AbortSignal,
): Promise<void> {
  while ((await ask('select 1')) !== '1') await delay(20, undefined, { signal });
}

async function measure({ rounds, signal, log }: BenchContext): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-bench-'));
  const bench = await openBench(folder, signal);
  try {
    if ((await imageByRef(bench.engine, image, signal)) === undefined) {
      log(`building ${image}`);
      const sample = join(import.meta.dirname, '../resources/sample');
      await run('docker', ['build', '--target', 'db', '--tag', image, sample], { signal });
    }
    await bench.go('up');
    let before = 0;
    for (const size of sizes) {
      log(`making ${size} GB of data`);
      await bench.grow(`gb${size}`, before, size);
      before = size;
    }
    const measured = new Map<number, Times[]>(sizes.map((size) => [size, []]));
    const restored: number[] = [];
    // The sizes take turns, so that drift of the machine hits all alike.
    for (let round = 0; round < rounds; round += 1)
      for (const size of round % 2 === 0 ? sizes : sizes.toReversed()) {
        measured.get(size)?.push(await bench.measure(`gb${size}`));
        if (size === shopGigabytes) restored.push(await bench.restore());
      }
    const of = (size: number, what: keyof Times): readonly number[] =>
      measured.get(size)?.map((times) => times[what]) ?? [];
    for (const size of sizes) {
      const said = (what: keyof Times): string => of(size, what).map(Math.round).join(', ');
      log(
        `${size} GB: stop and start ${said('plain')} ms, switch ${said('use')} ms, undo ${said('undo')} ms`,
      );
    }
    log(`pg_restore -j 2 of ${shopGigabytes} GB: ${restored.map(Math.round).join(', ')} ms`);
    return [
      { ...makeRatioRow('pg_restore -j 2 of 1 GB to a switch', 30, restored, of(1, 'use')), atLeast: true },
      { ...makeRatioRow('pg_restore -j 2 of 1 GB to an undo', 30, restored, of(1, 'undo')), atLeast: true },
      ...sizes.flatMap((size) => [
        makeRatioRow(`switch at ${size} GB to stop and start`, 1.5, of(size, 'use'), of(size, 'plain')),
        makeRatioRow(`undo at ${size} GB to stop and start`, 1.5, of(size, 'undo'), of(size, 'plain')),
      ]),
      makeRatioRow('switch at 2.5 GB to 0.25 GB', 1.3, of(2.5, 'use'), of(0.25, 'use')),
      makeRatioRow('undo at 2.5 GB to 0.25 GB', 1.3, of(2.5, 'undo'), of(0.25, 'undo')),
    ];
  } finally {
    await bench.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Switching and undoing the data of a PostgreSQL service, against stopping and starting its container. */
const bench: Bench = { name: 'data-switch', run: measure };

export default bench;
