import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { TransformerName } from '../../../../shared/model/masking.ts';
import { connectEngine } from '../../docker/connect-engine.ts';
import { sleeper } from '../../engine/testing/docker-stack.ts';
import { localContext } from '../../engine/testing/local-engine.ts';
import { testCore } from '../../operations/testing/test-core.ts';
import { tempHome } from '../../store/testing/temp-home.ts';
import { startPostgres } from '../postgres/testing/postgres-container.ts';
import { createPullOperation } from '../snapshots/pull-operation.ts';
import { createSnapshotStore } from '../snapshots/snapshot-store.ts';
import { memorySecrets } from '../snapshots/testing/memory-secrets.ts';
import { postgresPorts } from '../snapshots/testing/postgres-ports.ts';
import { datasetRecord } from './dataset-record.ts';
import { storedSnapshots } from './stored-snapshots.ts';
import { bakeStack } from './testing/bake-stack.ts';

const signal = new AbortController().signal;

const schema = `
create extension if not exists citext;
create schema "Sales";
create table customers (
  id int generated always as identity primary key, email citext unique, born date, balance numeric(10, 2),
  settings jsonb, tags text[], seen timestamptz, photo bytea, initial char(3),
  shout text generated always as (upper(email::text)) stored);
create table "Sales"."Order" (
  id bigserial primary key, customer_id int not null references customers, note text, ratio double precision);
create table events (at date, who text) partition by range (at);
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
insert into customers (email, born, balance, settings, tags, seen, photo, initial)
  select 'user' || i || '@corp.example', date '1970-01-01' + i, i / 3.0, jsonb_build_object('b', i, 'a', 'x'),
    array['a b', i::text], now() + i * interval '1 hour', sha256(i::text::bytea), 'A'
  from generate_series(1, 500) i;
insert into "Sales"."Order" (customer_id, note, ratio)
  select 1 + i % 500, case when i % 3 = 0 then E'tab\\tand \\\\ back' end, 1 / (i + 0.1) from generate_series(1, 3000) i;
insert into events select '2024-05-05', 'who ' || i from generate_series(1, 50) i;
create view big as select * from customers where balance > 100;
create materialized view counts as select count(*) n from customers;
select setval('"Sales"."Order_id_seq"', 5000);
select lo_from_bytea(777, 'words');`;

const model = {
  services: {
    migrate: sleeper({
      command: ['sh', '-c', 'echo a snapshot brings its schema >&2; exit 1'],
      depends_on: { db: { condition: 'service_healthy', required: true } },
    }),
    api: sleeper({
      depends_on: { migrate: { condition: 'service_completed_successfully', required: true } },
    }),
    db: {
      image: 'shop-db:dev',
      environment: { POSTGRES_USER: 'shop', POSTGRES_PASSWORD: 'x', POSTGRES_DB: 'shop' },
      volumes: [{ type: 'volume', source: 'db', target: '/var/lib/postgresql/data' }],
      healthcheck: { test: ['CMD', 'pg_isready', '-q', '-h', '127.0.0.1'], interval: '60s' },
    },
    cache: sleeper({
      command: ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 0.1; done'],
      init: false,
      volumes: [{ type: 'volume', source: 'cache', target: '/cache' }],
    }),
  },
  volumes: { db: { name: 'shop_db' }, cache: { name: 'shop_cache' } },
} as const;

test('a snapshot is baked to the byte, outdated by a newer one; a damaged one leaves the former dataset', async () => {
  const home = tempHome();
  const folder = join(home, 'snapshots');
  const store = createSnapshotStore({ folder, secrets: memorySecrets() });
  const engine = await connectEngine(localContext, signal);
  onTestFinished(() => engine.close());
  const source = await startPostgres(engine);
  onTestFinished(source.remove);
  await source.target.run(schema, signal);
  const masks: Readonly<Record<string, TransformerName>> = { email: 'email', note: 'text', settings: 'null' };
  const ports = postgresPorts(engine, source.id, (_, { name }) => ({
    mask: masks[name] ?? 'keep',
    options: {},
  }));
  const pulls = createPullOperation({ ports, store });
  const { ref, run, datasets, declared, inPool, identity } = await bakeStack(model, {
    snapshots: storedSnapshots(store),
    pull: pulls,
  });
  declared.set('staging', { kind: 'snapshot', environment: 'staging', masking: 'db/masking.yaml' });
  expect(await datasets.list(ref, signal)).toMatchObject([
    { name: 'staging', state: 'not-baked', cause: 'no snapshot was pulled for it yet' },
  ]);
  expect((await run('dataset-bake', 'staging')).error).toMatchObject({ code: 'snapshot-missing' });

  const core = testCore({ kinds: [pulls] }, home);
  const pull = async (): Promise<string> => {
    const id = core.operations.start('snapshot-pull', { project: ref.project, dataset: 'staging' });
    const ended = await core.operations.wait(id, signal);
    expect(ended.error).toBeUndefined();
    return id;
  };
  const baked = await run('dataset-bake', 'staging', { pull: true });
  expect(baked.error).toBeUndefined();
  const first = baked.id;
  const record = async () =>
    datasetRecord.parse(JSON.parse(await inPool(`cat datasets/${identity.project}/staging/dataset.json`)));
  const { databases, snapshot, volumes } = await record();
  expect({ snapshot, volumes }).toEqual({ snapshot: first, volumes: ['cache', 'db'] });
  const tables = new Map(databases[0]?.tables.map((table) => [table.name, table]));
  expect(tables.get('public.customers')?.rows).toBe(500);
  expect(tables.get('"Sales"."Order"')?.rows).toBe(3000);
  const { manifest } = await store.open(first, signal);
  const hashOf = (name: string) => manifest.tables.find((table) => table.name === name)?.hash;
  expect(tables.get('"Sales"."Order"')?.hash).toBe(hashOf('Order'));
  expect(tables.get('public.events_2024')?.hash).toBe(hashOf('events_2024'));
  expect((await datasets.list(ref, signal))[0]).toMatchObject({ state: 'ready', snapshot: first });

  await source.target.run(`insert into events values ('2024-06-06', 'new')`, signal);
  const second = await pull();
  expect((await datasets.list(ref, signal))[0]).toMatchObject({
    state: 'outdated',
    cause: 'there is a newer snapshot',
  });
  const chunks = (await readdir(join(folder, second))).filter((name) => name.endsWith('.chunk'));
  for (const name of chunks) {
    const file = join(folder, second, name);
    const bytes = await readFile(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(file, bytes);
  }
  expect((await run('dataset-bake', 'staging')).error).toMatchObject({ code: 'snapshot-corrupt' });
  expect((await record()).snapshot).toBe(first);
  expect(await inPool('ls -A work')).toBe('');
}, 600_000);
