import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ensurePostgresImage } from '../postgres/testing/ensure-postgres-image.ts';
import { bakeStack } from './testing/bake-stack.ts';

const signal = new AbortController().signal;

const model = {
  services: {
    db: {
      image: 'shop-db:dev',
      environment: { POSTGRES_USER: 'shop', POSTGRES_PASSWORD: 'x', POSTGRES_DB: 'shop' },
      volumes: [{ type: 'volume', source: 'db', target: '/var/lib/postgresql/data' }],
      healthcheck: { test: ['CMD', 'pg_isready', '-q', '-h', '127.0.0.1'], interval: '60s' },
    },
  },
  volumes: { db: { name: 'shop_db' } },
} as const;

test('an empty cluster is made once, copied from then on, and made anew when it does not start', async () => {
  const { ref, engine, run, core, declared, inPool, identity } = await bakeStack(model);
  await ensurePostgresImage(engine, 'shop-db:dev', signal);
  declared.set('demo', { kind: 'seed', files: ['demo.sql'] });
  await writeFile(join(ref.project, 'demo.sql'), 'create table t as select generate_series(1, 9) i;\n');
  /** Bakes; answers what was told that has one of these words. */
  const bake = async (words: RegExp): Promise<readonly string[]> => {
    const ended = await run('dataset-bake', 'demo', { again: true });
    expect(ended.error).toBeUndefined();
    const told: string[] = [];
    for await (const { value } of core.operations.events({ operation: ended.id }, { signal, after: 0 })) {
      if (words.test(value.text)) told.push(value.text);
      if (value.parent === undefined && value.status === 'done') break;
    }
    return told;
  };
  const clusterOf = () =>
    inPool(`od -A n -t x1 -N 8 "datasets/${identity.project}/demo/db/global/pg_control"`);

  expect(await bake(/made anew/)).toEqual([]);
  const [kept, first] = [await inPool('ls clusters'), await clusterOf()];
  expect(kept.split('\n')).toHaveLength(1);

  expect(await bake(/keeping the empty cluster|made anew/)).toEqual([]);
  expect(await clusterOf()).toBe(first);
  expect(await inPool('ls clusters')).toBe(kept);

  await inPool(`truncate -s 0 clusters/${kept}/db/global/pg_control`);
  expect(await bake(/made anew/)).toEqual(['the empty cluster kept for db does not start: it is made anew']);
  expect(await clusterOf()).not.toBe(first);
  expect(await inPool('ls clusters')).toBe(kept);
  expect(await inPool('ls -A work')).toBe('');
}, 600_000);
