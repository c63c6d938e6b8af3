import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../docker/connect-engine.ts';
import { connectLocal } from '../../images/testing/connect-local.ts';
import { testCore } from '../../operations/testing/test-core.ts';
import { tempHome } from '../../store/testing/temp-home.ts';
import { storedSnapshots } from '../datasets/stored-snapshots.ts';
import { createMaskingSecrets } from '../masking-secret.ts';
import { containerSource } from '../postgres/container-source.ts';
import {
  dumpAll,
  noPagila,
  type PostgresContainer,
  readPagila,
  startPostgres,
} from '../postgres/testing/postgres-container.ts';
import { createHeldUrls } from './held-urls.ts';
import { createPullPorts } from './pull-from-project.ts';
import { createPullOperation } from './pull-operation.ts';
import type { PullPorts } from './pull-ports.ts';
import { createSnapshotStore } from './snapshot-store.ts';
import { memorySecrets } from './testing/memory-secrets.ts';
import { postgresPorts } from './testing/postgres-ports.ts';

const never = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE;

describe.skipIf(skipped)(`from one server to another${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let engine: Engine;
  const servers: PostgresContainer[] = [];
  beforeAll(async () => {
    engine = await connectLocal(never);
  });
  afterAll(async () => {
    await Promise.all(servers.map((one) => one.remove()));
    engine.close();
  });
  const start = async (user: string): Promise<PostgresContainer> => {
    const server = await startPostgres(engine, { user });
    servers.push(server);
    return server;
  };

  function pullCore(ports: PullPorts, home = tempHome()) {
    const store = createSnapshotStore({ folder: join(home, 'snapshots'), secrets: memorySecrets() });
    const core = testCore({ kinds: [createPullOperation({ ports, store })] }, home);
    return { ...core, bakes: storedSnapshots(store), snapshots: store };
  }

  test.skipIf(noPagila)(
    `what is kept comes out to the byte: Pagila and values at the edge of their types, pulled in pieces and restored${noPagila ? ` (skipped: ${noPagila})` : ''}`,
    async () => {
      const [from, to] = [await start('postgres'), await start('postgres')];
      for (const sql of await readPagila()) await from.target.run(sql, never);
      const edges = new URL('../postgres/testing/edge-values.sql', import.meta.url);
      await from.target.run(`SET search_path = public;\n${await readFile(edges, 'utf8')}`, never);
      const everything = { comments: 'keep', objects: new Map() } as const;
      const ports = postgresPorts(
        engine,
        from.id,
        () => ({ mask: 'keep', options: {} }),
        200_000,
        everything,
      );
      const { operations, bakes, snapshots } = pullCore(ports);
      const id = operations.start('snapshot-pull', { project: '/project', dataset: 'staging' });
      const done = await operations.wait(id, never);
      expect(done.error).toBeUndefined();
      const snapshot = await bakes.latest('/project', 'staging', never);
      expect(snapshot?.id).toBe(id);
      if (!snapshot) return;
      const into = { engine, container: to.id, service: 'db', user: 'postgres', database: 'shop' };
      await bakes.restore(snapshot, into, () => {}, never);
      expect((await snapshots.open(id, never)).manifest.tables.every(({ exact }) => exact)).toBe(true);
      expect(await dumpAll(engine, to.id, 'postgres')).toBe(await dumpAll(engine, from.id, 'postgres'));
    },
  );

  test('a project with its masking file: rules by name, keys followed, a subset closed over its keys', async () => {
    const [from, to] = [await start('shop'), await start('shop')];
    await from.target.run(
      `CREATE TABLE customers (id serial PRIMARY KEY, email text UNIQUE NOT NULL, city text);
       CREATE TABLE orders (id serial PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, note text);
       CREATE TABLE tags (name text);
       INSERT INTO customers (email, city) SELECT 'canary' || i || '@corp.com', 'c' || i % 4 FROM generate_series(1, 400) i;
       INSERT INTO orders (customer_id, note) SELECT 1 + i % 400, 'ask canary' || i % 400 || '@corp.com' FROM generate_series(1, 2000) i;
       INSERT INTO tags VALUES ('red'); ANALYZE;`,
      never,
    );
    const home = tempHome();
    const project = join(home, 'shop');
    mkdirSync(join(project, 'db'), { recursive: true });
    writeFileSync(join(project, 'compose.yaml'), 'services: { db: { image: "shop-db:dev" } }\n');
    writeFileSync(
      join(project, 'backlot.yaml'),
      `name: shop
compose: [compose.yaml]
environments:
  staging: { kind: staging }
datasets:
  demo: { seed: db/demo.sql }
  staging: { snapshot: staging, masking: db/masking.yaml, subset: { customers: "city = 'c1'" } }
`,
    );
    writeFileSync(join(project, 'db/demo.sql'), '');
    const masking = (notes: string): void =>
      writeFileSync(
        join(project, 'db/masking.yaml'),
        `version: 1
tables:
  public.customers: { id: keep, email: { mask: email }, city: keep }
  public.orders: { id: keep, customer_id: keep${notes} }
  public.tags: { name: keep }
`,
      );
    masking('');
    const ports = createPullPorts({
      openDatabase: async (_, signal) => ({
        source: await containerSource({ engine, container: from.id, name: 'staging' }, signal),
        service: 'db',
      }),
      engineOf: async () => engine,
      urls: createHeldUrls(),
      maskingSecret: createMaskingSecrets(memorySecrets()),
      scratch: join(home, 'scratch'),
    });
    const { operations, bakes, snapshots } = pullCore(ports, home);
    const pull = (dataset: string) =>
      operations.wait(operations.start('snapshot-pull', { project, dataset }), never);

    expect(await pull('demo')).toMatchObject({ error: { code: 'dataset-unknown' } });
    const refused = await pull('staging');
    expect(refused.error).toMatchObject({
      code: 'mask-unclassified',
      details: {
        columns: [{ table: 'public.orders', column: 'note', proposal: expect.stringContaining('mask') }],
      },
    });
    masking(', note: { mask: text }');
    const done = await pull('staging');
    expect(done.error).toBeUndefined();
    const snapshot = await bakes.latest(project, 'staging', never);
    if (!snapshot) throw new Error('no snapshot');
    const { receipt } = (await snapshots.open(snapshot.id, never)).manifest;
    expect(receipt.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['public.customers', 100],
      ['public.orders', 500],
      ['public.tags', 1],
    ]);
    expect(receipt.findings).toEqual([]);
    const into = { engine, container: to.id, service: 'db', user: 'shop', database: 'shop' };
    await bakes.restore(snapshot, into, () => {}, never);
    const [left] = await to.target.query(
      `SELECT count(*) FILTER (WHERE c.email LIKE '%canary%' OR o.note LIKE '%canary%') AS leaked, count(*) AS joined
       FROM orders o JOIN customers c ON c.id = o.customer_id`,
      never,
    );
    expect(left).toEqual({ leaked: '0', joined: '500' });
  });
});
