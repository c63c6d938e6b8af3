import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alternate } from '../scripts/bench/alternate.ts';
import { makeRatioRow, makeRow } from '../scripts/bench/make-row.ts';
import { TEST_LABEL, testRun } from '../scripts/testing/test-run.ts';
import type { ComposeModel } from '../src/main/core/compose/model.ts';
import { createDatasets } from '../src/main/core/data/datasets/create-datasets.ts';
import { storedSnapshots } from '../src/main/core/data/datasets/stored-snapshots.ts';
import { createPools } from '../src/main/core/data/pool/create-pools.ts';
import { bakeArguments } from '../src/main/core/data/postgres/bake-settings.ts';
import { containerTarget } from '../src/main/core/data/postgres/container-target.ts';
import { createPullOperation } from '../src/main/core/data/snapshots/pull-operation.ts';
import { createSnapshotStore } from '../src/main/core/data/snapshots/snapshot-store.ts';
import { memorySecrets } from '../src/main/core/data/snapshots/testing/memory-secrets.ts';
import { postgresPorts } from '../src/main/core/data/snapshots/testing/postgres-ports.ts';
import { connectEngine, type Engine } from '../src/main/core/docker/connect-engine.ts';
import { createContainer, removeContainer, startContainer } from '../src/main/core/docker/containers.ts';
import { imageByRef } from '../src/main/core/docker/images.ts';
import { runInContainer } from '../src/main/core/docker/run-in-container.ts';
import { createVolume, removeVolume } from '../src/main/core/docker/volumes.ts';
import { stackAccess } from '../src/main/core/engine/stack-access.ts';
import { localContext } from '../src/main/core/engine/testing/local-engine.ts';
import { createOperations } from '../src/main/core/operations/create-operations.ts';
import type { Operations } from '../src/main/core/operations/operations.ts';
import { openStore } from '../src/main/core/store/open-store.ts';
import type { Bench, BenchContext, BenchRow } from './bench.ts';
import { benchStack } from './bench-stack.ts';
import { shopTables } from './shop-tables.ts';

const image = 'shop-db:dev';
/** In gigabytes of tables and indexes. */
const sizes = (process.env.BACKLOT_BENCH_GB ?? '0.25,1').split(',').map(Number);
const Labels = { [TEST_LABEL]: testRun };
const environment = { POSTGRES_USER: 'shop', POSTGRES_PASSWORD: 'bench', POSTGRES_DB: 'shop' };

const model = (name: string): ComposeModel => ({
  name,
  services: {
    db: {
      image,
      command: null,
      entrypoint: null,
      labels: Labels,
      environment,
      networks: { default: null },
      volumes: [{ type: 'volume', source: 'db', target: '/var/lib/postgresql/data' }],
      healthcheck: {
        test: ['CMD', 'pg_isready', '-q', '-h', '127.0.0.1'],
        interval: '5s',
        start_period: '60s',
      },
    },
  },
  networks: { default: { name: `${name}_default`, ipam: {}, labels: Labels } },
  volumes: { db: { name: `${name}_db`, labels: Labels } },
  secrets: {},
  configs: {},
  extensions: {},
});

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

/** How long an operation was at each thing that it said, from its journal: "hashing the tables of db 0.8 s". */
async function breakdown(
  operations: Operations,
  id: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const spent = new Map<string, number>();
  let last: { readonly text: string; readonly at: number } | undefined;
  for await (const { value } of operations.events({ operation: id }, { signal, after: 0 })) {
    if (last !== undefined) spent.set(last.text, (spent.get(last.text) ?? 0) + value.at - last.at);
    const ended = ['done', 'failed', 'cancelled', 'interrupted'].includes(value.status);
    if (ended && value.parent === undefined) break;
    // What counts up while it is said is one thing.
    const text = value.text.replace(/,? *[\d., ofs/]+$/, '') || 'planning';
    last = { text, at: value.at };
  }
  return [...spent].map(([text, ms]) => `${text} ${(ms / 1000).toFixed(2)} s`);
}

/** A server of its own on a volume that goes with it; dumps lie in `dumps`. */
async function withServer<T>(
  engine: Engine,
  { dumps, command }: { readonly dumps: string; readonly command?: readonly string[] },
  work: (container: string, shell: (script: string) => Promise<void>) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const name = `bench-pg-${randomBytes(3).toString('hex')}`;
  const body = {
    Image: image,
    ...(command === undefined ? {} : { Cmd: command }),
    Labels,
    Env: Object.entries(environment).map(([key, value]) => `${key}=${value}`),
    HostConfig: { Mounts: [{ Type: 'volume', Source: dumps, Target: '/dumps' }] },
  };
  const { id } = await createContainer(engine, { name, body }, signal);
  const shell = async (script: string): Promise<void> => {
    const options = { command: ['sh', '-euc', script], user: 'root' };
    const { exitCode, output } = await runInContainer(engine, id, options, signal);
    if (exitCode !== 0) throw new Error(output);
  };
  try {
    await startContainer(engine, id, signal);
    await shell('until pg_isready -q -h 127.0.0.1; do sleep 0.1; done');
    return await work(id, shell);
  } finally {
    await removeContainer(engine, id, AbortSignal.timeout(60_000), { force: true, volumes: true });
  }
}

async function measure(engine: Engine, gigabytes: number, { rounds, signal, log }: BenchContext) {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-bench-bake-'));
  const { identity, ref } = benchStack(folder);
  const dumps = `${identity.project}-dumps`;
  const source = {
    identify: async () => identity,
    model: async () => model(identity.project),
    env: () => ({}),
    connect: (_: string, own: AbortSignal) => connectEngine(localContext, own),
  };
  const access = stackAccess(source);
  const pools = createPools({
    engine: access.engine,
    prefix: identity.project,
    labels: Labels,
    size: 12 * 1024 ** 3,
  });
  const store = createSnapshotStore({ folder: join(folder, 'snapshots'), secrets: memorySecrets() });
  const journal = openStore({ home: join(folder, 'home') });
  try {
    await createVolume(engine, { Name: dumps, Labels }, signal);
    const project = folder;
    await withServer(
      engine,
      { dumps, command: ['postgres', ...bakeArguments] },
      async (container, shell) => {
        const target = containerTarget({ engine, container, name: 'bench' });
        await target.run(`${shopTables(gigabytes)}\nanalyze; checkpoint;`, signal);
        const [row] = await target.query(`select pg_database_size('shop') / 1e9 as size`, signal);
        log(`${gigabytes} GB: a database of ${Number(row?.size).toFixed(2)} GB`);
        await shell('pg_dump -Fc -U shop -f /dumps/shop.dump shop && chmod 644 /dumps/shop.dump');
        const ports = postgresPorts(engine, container, () => ({ mask: 'keep', options: {} }));
        const pulls = createOperations({ store: journal, kinds: [createPullOperation({ ports, store })] });
        const ended = await pulls.wait(pulls.start('snapshot-pull', { project, dataset: 'staging' }), signal);
        await pulls.stop();
        if (ended.state !== 'succeeded') throw new Error(ended.error?.message ?? ended.state);
      },
      signal,
    );
    const datasets = createDatasets({
      access,
      source,
      pools,
      environment: { freeze: async () => ({ volumes: {}, stoppedMs: 0 }) },
      snapshots: storedSnapshots(store),
      declared: async () => new Map([['staging', { kind: 'snapshot', environment: 'staging', masking: '' }]]),
    });
    const operations = createOperations({ store: journal, kinds: datasets.kinds });
    const bake = async (): Promise<number> => {
      const input = { stack: ref, dataset: 'staging', again: true };
      const seconds = await timed(async () => {
        const started = operations.start('dataset-bake', input);
        const parts = breakdown(operations, started, signal);
        const ended = await operations.wait(started, signal);
        if (ended.state !== 'succeeded') throw new Error(ended.error?.message ?? ended.state);
        const times = ended.steps.map(
          ({ verb, startedAt = 0, finishedAt = 0 }) =>
            `${verb} ${((finishedAt - startedAt) / 1000).toFixed(1)} s`,
        );
        log(`${gigabytes} GB: ${times.join(', ')}`);
        log(`  ${(await parts).join(', ')}`);
      });
      return seconds;
    };
    // A server that is there already, with nothing but the restore on the clock.
    const restore = (): Promise<number> =>
      withServer(
        engine,
        { dumps },
        async (_, shell) => {
          const seconds = await timed(() => shell('pg_restore -j 2 -U shop -d shop /dumps/shop.dump'));
          log(`${gigabytes} GB: pg_restore -j 2 ${seconds.toFixed(1)} s`);
          return seconds;
        },
        signal,
      );
    await pools.of('default', signal);
    const { a, b } = await alternate(bake, restore, rounds);
    await operations.stop();
    return { bake: a, restore: b };
  } finally {
    journal.close();
    await pools.remove('default', AbortSignal.timeout(120_000));
    await removeVolume(engine, dumps, AbortSignal.timeout(60_000));
    access.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A whole bake of a snapshot, checks and all, beside a plain restore of the same data into a server that runs. */
const bake: Bench = {
  name: 'bake',
  async run(context) {
    const { signal, rounds } = context;
    const engine = await connectEngine(localContext, signal);
    try {
      if ((await imageByRef(engine, image, signal)) === undefined)
        throw new Error(`The image ${image} is not there: build the sample first.`);
      const rows: BenchRow[] = [];
      for (const size of sizes) {
        const { bake: own, restore } = await measure(engine, size, {
          ...context,
          rounds: Math.min(rounds, 3),
        });
        rows.push(
          makeRow({ name: `bake of ${size} GB`, limit: 600, unit: 's', rounds: own }),
          makeRatioRow(`bake of ${size} GB / pg_restore -j 2`, 0.7, own, restore),
        );
      }
      return rows;
    } finally {
      engine.close();
    }
  },
};

export default bake;
