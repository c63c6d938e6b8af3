import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../docker/connect-engine.ts';
import { connectLocal } from '../../images/testing/connect-local.ts';
import { testCore } from '../../operations/testing/test-core.ts';
import { tempHome } from '../../store/testing/temp-home.ts';
import { storedSnapshots } from '../datasets/stored-snapshots.ts';
import { containerSource } from '../postgres/container-source.ts';
import { introspect } from '../postgres/introspect.ts';
import { ensureNextPostgresImage, nextPostgres } from '../postgres/testing/ensure-next-postgres-image.ts';
import { dumpAll, type PostgresContainer, startPostgres } from '../postgres/testing/postgres-container.ts';
import { tableText } from '../schema.ts';
import { createPullOperation } from './pull-operation.ts';
import { createSnapshotStore } from './snapshot-store.ts';
import { memorySecrets } from './testing/memory-secrets.ts';
import { postgresPorts } from './testing/postgres-ports.ts';

const never = new AbortController().signal;
const skipped =
  process.env.BACKLOT_NO_ENGINE ??
  (process.env.BACKLOT_SLOW_TESTS
    ? undefined
    : 'its image takes minutes to build: BACKLOT_SLOW_TESTS=1 runs it');

describe.skipIf(skipped)(
  `PostgreSQL ${nextPostgres.version}${skipped ? ` (skipped: ${skipped})` : ''}`,
  () => {
    let engine: Engine;
    const servers: PostgresContainer[] = [];
    beforeAll(async () => {
      engine = await connectLocal(never);
      await ensureNextPostgresImage(engine, never);
    }, 900_000);
    afterAll(async () => {
      await Promise.all(servers.map((one) => one.remove()));
      engine.close();
    });
    const start = async (): Promise<PostgresContainer> => {
      const server = await startPostgres(engine, { image: nextPostgres.image });
      servers.push(server);
      return server;
    };

    test('is read, pulled and restored to the byte, with what versions 14 to 17 added', async () => {
      const [from, to] = [await start(), await start()];
      for (const file of ['every-kind', 'edge-values', 'next-kinds']) {
        const sql = await readFile(new URL(`../postgres/testing/${file}.sql`, import.meta.url), 'utf8');
        await from.target.run(sql, never);
      }
      const source = await containerSource({ engine, container: from.id, name: 'staging' }, never);
      const schema = await introspect(source, never).finally(() => source.close());
      expect(schema.engine).toMatch(/^PostgreSQL 17\./);
      const spans = schema.tables.find((table) => tableText(table) === 'public.spans');
      expect(spans?.columns.map(({ name, type }) => [name, type.name, type.category])).toEqual([
        ['id', 'integer', 'integer'],
        ['free', 'datemultirange', 'other'],
        ['few', 'int4multirange', 'other'],
        ['short', 'text', 'text'],
        ['code', 'text', 'text'],
        ['extra', 'text', 'text'],
        ['paid', 'numeric(3,5)', 'numeric'],
        ['owed', 'numeric(3,-2)', 'numeric'],
      ]);
      expect(spans?.keys.map(({ columns }) => columns)).toEqual([['id'], ['code']]);
      const parts = schema.tables.find((table) => tableText(table) === 'public.parts');
      expect(parts).toMatchObject({ kind: 'partitioned', exclusions: [{ columns: ['at', 'id'] }] });
      expect(schema.objects).toContainEqual({
        kind: 'grant',
        name: 'MAINTAIN, SELECT on public.spans to keeper',
      });

      const home = tempHome();
      const everything = { comments: 'keep', objects: new Map() } as const;
      const keep = () => ({ mask: 'keep', options: {} }) as const;
      const ports = postgresPorts(engine, from.id, keep, 200_000, everything);
      const store = createSnapshotStore({ folder: join(home, 'snapshots'), secrets: memorySecrets() });
      const { operations } = testCore({ kinds: [createPullOperation({ ports, store })] }, home);
      const id = operations.start('snapshot-pull', { project: '/project', dataset: 'staging' });
      expect((await operations.wait(id, never)).error).toBeUndefined();
      const bakes = storedSnapshots(store);
      const snapshot = await bakes.latest('/project', 'staging', never);
      if (!snapshot) throw new Error('no snapshot');
      const into = { engine, container: to.id, service: 'db', user: 'shop', database: 'shop' };
      await bakes.restore(snapshot, into, () => {}, never);
      const withoutLargeObjects = (dump: string): string =>
        dump.replace(/^SELECT pg_catalog\.lo(?:_open|write|_close)\(.*\n/gm, '');
      expect(withoutLargeObjects(await dumpAll(engine, to.id))).toBe(
        withoutLargeObjects(await dumpAll(engine, from.id)),
      );
    }, 300_000);
  },
);
