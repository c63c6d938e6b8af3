import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { runCommand } from '../../../../../scripts/process/run-command.ts';
import { TEST_LABEL, testRun } from '../../../../../scripts/testing/test-run.ts';
import type { OperationWithSteps } from '../../../../shared/model/operation.ts';
import { connectEngine, type Engine } from '../../docker/connect-engine.ts';
import { createContainer, removeContainer, startContainer } from '../../docker/containers.ts';
import { stackAccess } from '../../engine/stack-access.ts';
import { removeProject, uniqueProject } from '../../engine/testing/docker-stack.ts';
import { localContext } from '../../engine/testing/local-engine.ts';
import { imageVerbs } from '../../images/image-verbs.ts';
import { testCore } from '../../operations/testing/test-core.ts';
import { createSample } from '../../project/create-sample.ts';
import { projectStacks } from '../../stacks/stack-source.ts';
import { testPools } from '../pool/testing/test-pools.ts';
import { createDatasets } from './create-datasets.ts';
import { datasetRecord } from './dataset-record.ts';
import { feedContainer } from './feed-container.ts';

const source = fileURLToPath(new URL('../../../../../resources/sample', import.meta.url));
const signal = new AbortController().signal;
const name = uniqueProject();
const tag = name;
const labels = { [TEST_LABEL]: testRun };
const services = ['web', 'api', 'worker', 'migrate', 'db', 'cache', 'mail', 'payments'];

let folder: string;
let project: string;
let engine: Engine;

beforeAll(async () => {
  engine = await connectEngine(localContext, signal);
  folder = await mkdtemp(join(tmpdir(), 'backlot-bake-sample-'));
  project = (await createSample(source, join(folder, 'shop'), signal)).path;
  const override = {
    services: Object.fromEntries(services.map((one) => [one, { labels, build: { labels } }])),
    volumes: { 'db-data': { labels }, 'cache-data': { labels } },
    networks: { default: { labels } },
  };
  await writeFile(join(project, 'labels.json'), JSON.stringify(override));
  const config = await readFile(join(project, 'backlot.yaml'), 'utf8');
  await writeFile(
    join(project, 'backlot.yaml'),
    config
      .replace('name: shop', `name: ${name}`)
      .replace('compose: [compose.yaml]', 'compose: [compose.yaml, labels.json]')
      .replace('  demo: {', '  parts: { seed: [seeds] }\n  restored: { seed: demo.dump }\n  demo: {'),
  );
});

afterAll(async () => {
  await removeProject(engine, name);
  const images = ['migrate', 'db', 'cache'].map((one) => `shop-${one}:${tag}`);
  await runCommand('docker', ['rmi', ...images], { signal: AbortSignal.timeout(60_000) });
  engine.close();
  await rm(folder, { recursive: true, force: true });
});

async function shop() {
  const places = {
    env: { ...process.env, TAG: tag, DOCKER_CONTEXT: 'default' },
    homedir: homedir(),
    platform: process.platform,
  };
  const stacks = projectStacks(places);
  const access = stackAccess(stacks);
  const { pools } = await testPools();
  const pool = await pools.of('default', signal);
  const datasets = createDatasets({
    access,
    source: stacks,
    pools,
    environment: { freeze: async () => ({ volumes: {}, stoppedMs: 0 }) },
    snapshots: {
      latest: async () => undefined,
      restore: async () => ({ engine: '', tables: [], taken: [] }),
    },
    images: imageVerbs({ engine: access.engine, stacks, places }),
  });
  const core = testCore({ kinds: datasets.kinds });
  const ref = { host: 'default', project, environment: 'dev' };
  onTestFinished(() => access.close());
  const bake = (dataset: string): Promise<OperationWithSteps> =>
    core.operations.wait(core.operations.start('dataset-bake', { stack: ref, dataset }), signal);
  const record = async (dataset: string) =>
    datasetRecord.parse(
      JSON.parse(await pool.run(`cat "datasets/${name}/${dataset}/dataset.json"`, [], signal)),
    );
  return { pool, datasets, bake, record, ref, core };
}

/** Runs a command beside a server on a copy of frozen data, as a switch would make it. */
async function beside(device: string, command: string): Promise<string> {
  const body = {
    Image: `shop-db:${tag}`,
    Labels: labels,
    Env: ['POSTGRES_PASSWORD=x'],
    HostConfig: { Binds: [`${device}:/var/lib/postgresql/data`] },
  };
  const { id } = await createContainer(engine, { name: `${name}-ask`, body }, signal);
  try {
    await startContainer(engine, id, signal);
    const script = `until pg_isready -q -h 127.0.0.1; do sleep 0.1; done; eval "$1"`;
    const { stdout, stderr } = await feedContainer(
      engine,
      id,
      { command: ['sh', '-c', script, 'sh', command] },
      signal,
    );
    return stdout.trim() + stderr.trim();
  } finally {
    await removeContainer(engine, id, signal, { force: true });
  }
}

const ask = (device: string, sql: string): Promise<string> =>
  beside(device, `psql -qAtU shop -c "${sql}" shop`);

test('the sample’s seeds are baked, images first; the server of a clone is an ordinary one', async () => {
  const { bake, record, pool, datasets, ref } = await shop();
  const demo = await bake('demo');
  expect(demo.error).toBeUndefined();
  expect(demo.steps.map(({ verb }) => verb)).toEqual([
    ...['bake-build', 'bake-build', 'bake-build'],
    ...['bake-prepare', 'bake-fill', 'bake-check', 'bake-freeze'],
  ]);
  const { databases, volumes } = await record('demo');
  expect(volumes).toEqual(['cache-data', 'db-data']);
  expect(databases).toMatchObject([{ service: 'db', engine: expect.stringMatching(/^PostgreSQL 15\./) }]);
  const tables = new Map(databases[0]?.tables.map((table) => [table.name, table]));
  expect(tables.get('public.customers')).toMatchObject({ rows: 20 });
  expect(tables.get('public.orders')).toMatchObject({ rows: 40 });
  expect(databases[0]?.foreignKeys).toBeGreaterThan(5);

  await pool.clone(`datasets/${name}/demo/db-data`, 'environments/live/db', signal);
  const asked = `select count(*) from orders; select string_agg(name || '=' || setting, ' ' order by name) from pg_settings
    where name in ('fsync', 'full_page_writes', 'wal_level', 'autovacuum', 'archive_mode');
    select count(*) > 0 from pg_stats where schemaname = 'public'`;
  expect(await ask(`${pool.path}/environments/live/db`, asked)).toBe(
    '40\narchive_mode=off autovacuum=on fsync=on full_page_writes=on wal_level=replica\nt',
  );
  expect(await pool.run('ls "$1"', [`datasets/${name}/demo/db-data`], signal)).not.toContain(
    'postmaster.pid',
  );

  // The same, restored from a dump over what the migrations and their seed have made.
  const dump = await beside(`${pool.path}/environments/live/db`, 'pg_dump -Fc -U shop shop | base64');
  await writeFile(join(ref.project, 'demo.dump'), Buffer.from(dump, 'base64'));
  expect((await bake('restored')).error).toBeUndefined();
  const restored = (await record('restored')).databases[0]?.tables ?? [];
  for (const table of ['public.orders', 'public.customers', 'public.events'])
    expect(restored.find((one) => one.name === table)).toEqual(tables.get(table));

  expect((await bake('empty')).error).toBeUndefined();
  const empty = (await record('empty')).databases[0]?.tables ?? [];
  expect(empty.find((table) => table.name === 'public.products')).toMatchObject({ rows: 0 });
  expect((await datasets.list(ref, signal)).map(({ name: one, state }) => `${one} ${state}`)).toEqual([
    'empty ready',
    'parts not-baked',
    'restored ready',
    'demo ready',
    'staging not-baked',
  ]);
}, 400_000);

test('a folder of seeds of every kind; a mistake is named by file and line', async () => {
  const { bake, record, pool, ref } = await shop();
  const seeds = join(ref.project, 'seeds');
  const insert = (sku: string): string =>
    `insert into products (sku, name, description, price_cents, stock) values ('${sku}', 'n', 'd', 100, 1);\n`;
  await runCommand('mkdir', [seeds], { signal });
  await writeFile(join(seeds, '10-empty.sql'), await readFile(join(project, 'db/seeds/empty.sql')));
  await writeFile(join(seeds, '20-a.sql.gz'), gzipSync(insert('AAA-001')));
  await writeFile(join(seeds, '30-b.sql.zst'), zstdCompressSync(insert('BBB-001')));
  await writeFile(join(seeds, '40-c.sh'), `psql -qU shop shop <<'END'\n${insert('CCC-001')}END\n`);
  await writeFile(join(seeds, '50-d.cache.sh'), 'redis-cli set greeting hello >/dev/null\n');
  expect((await bake('parts')).error).toBeUndefined();
  const products = (await record('parts')).databases[0]?.tables.find((one) => one.name === 'public.products');
  expect(products?.rows).toBe(3);
  const kept = await pool.run('grep -rl greeting "$1"', [`datasets/${name}/parts/cache-data`], signal);
  expect(kept).not.toBe('');

  await writeFile(
    join(seeds, '60-e.sql'),
    `-- one line\n${insert('DDD-001')}insert into products (sku) values ('secret');\n`,
  );
  const failed = await bake('parts');
  expect(failed.state).toBe('failed');
  expect(failed.error).toMatchObject({
    code: 'bake-failed',
    message:
      'seeds/60-e.sql:3: null value in column "name" of relation "products" violates not-null constraint.',
    details: { file: 'seeds/60-e.sql', line: 3 },
  });
  // Triggers off: only the check before freezing can find it.
  await writeFile(
    join(seeds, '60-e.sql'),
    "set session_replication_role = replica;\ninsert into notes (customer_id, author, body) values (999, 'a', 'b');\n",
  );
  expect((await bake('parts')).error).toMatchObject({
    code: 'bake-failed',
    message: expect.stringMatching(/^Rows of public\.notes point to rows that are not there/),
  });
  expect(
    (await record('parts')).databases[0]?.tables.find((one) => one.name === 'public.products')?.rows,
  ).toBe(3);
}, 400_000);
