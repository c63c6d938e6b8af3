import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../docker/connect-engine.ts';
import { connectLocal } from '../../images/testing/connect-local.ts';
import { containerSource } from '../postgres/container-source.ts';
import { containerTarget } from '../postgres/container-target.ts';
import { holdsRows, introspect } from '../postgres/introspect.ts';
import type { PostgresTarget } from '../postgres/source.ts';
import { sqlName, sqlTable } from '../postgres/sql-text.ts';
import {
  noPagila,
  type PostgresContainer,
  readPagila,
  startPostgres,
} from '../postgres/testing/postgres-container.ts';
import type { DatabaseSchema } from '../schema.ts';
import { planSubset } from './plan-subset.ts';
import { createRowFilter } from './row-filter.ts';
import { selectSubset, type TableCount } from './select-subset.ts';
import type { SubsetPlan, SubsetRequest } from './subset-plan.ts';
import { foreignKeyOf } from './testing/random-data.ts';

const signal = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE;
const secret = Buffer.alloc(32, 5);

interface Copied {
  readonly plan: SubsetPlan;
  readonly counts: readonly TableCount[];
  readonly notes: readonly string[];
  /** The database that has the subset, its constraints made after its rows. */
  readonly target: PostgresTarget;
}

describe.skipIf(skipped)(`a real server${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let engine: Engine;
  const servers: PostgresContainer[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'backlot subset-'));
  beforeAll(async () => {
    engine = await connectLocal(signal);
  });
  afterAll(async () => {
    await Promise.all(servers.map((one) => one.remove()));
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const serve = async (scripts: readonly string[], user?: string): Promise<PostgresContainer> => {
    const server = await startPostgres(engine, user === undefined ? {} : { user });
    servers.push(server);
    for (const sql of scripts) await server.target.run(sql, signal);
    return server;
  };

  /** Copies a subset into a database beside: schema, filtered rows, then the constraints, which judge it. */
  async function copySubset(
    server: PostgresContainer,
    database: string,
    request: SubsetRequest,
    change: (schema: DatabaseSchema) => DatabaseSchema = (schema) => schema,
  ): Promise<Copied> {
    const place = { engine, container: server.id, name: 'test / db' };
    const source = await containerSource(place, signal);
    const target = containerTarget({ ...place, database });
    try {
      await server.target.run(`CREATE DATABASE ${database}`, signal);
      const moment = await source.snapshot(signal);
      const inside = { snapshot: moment.id };
      const schema = change(await introspect(source, signal, inside));
      const plan = planSubset(schema, request);
      const subset = await selectSubset(schema, plan, source, moment, { folder, secret }, signal);
      await target.run(await source.dumpSchema('pre-data', signal, inside), signal);
      for (const table of schema.tables.filter(holdsRows)) {
        const columns = table.columns
          .filter(({ generated }) => generated !== 'stored' && generated !== 'virtual')
          .map(({ name }) => name);
        const list = `${sqlTable(table)} (${columns.map(sqlName).join(', ')})`;
        const rows = await source.copyOut(`COPY ${list} TO STDOUT`, signal, inside);
        const keeps = subset.keeps(table);
        const filter = keeps
          ? createRowFilter(
              columns,
              keeps.columns.map((name) => columns.indexOf(name)),
              keeps.has,
            )
          : undefined;
        const { input, done } = target.feed(signal);
        input.write(`COPY ${list} FROM STDIN;\n`);
        await pipeline(
          rows,
          async function* (chunks: AsyncIterable<Buffer>) {
            for await (const chunk of chunks) yield filter ? filter.push(chunk) : chunk;
            if (filter) yield filter.end();
            yield '\\.\n';
          },
          input,
        );
        await done;
      }
      await target.run(await source.dumpSchema('post-data', signal, inside), signal);
      await moment.release();
      subset.close();
      return { plan, counts: subset.counts, notes: subset.notes, target };
    } finally {
      await source.close();
    }
  }

  const number = async (target: PostgresTarget, sql: string): Promise<number> => {
    const [row] = await target.query(`SELECT (${sql}) AS n`, signal);
    return Number(row?.n);
  };

  test('keys that are equal but not the same text, circles, partitions, keys without a constraint', async () => {
    const sql = readFileSync(new URL('./testing/hard-keys.sql', import.meta.url), 'utf8');
    const server = await serve([sql]);
    const name = (table: string) => ({ schema: 'public', name: table });
    const { target, counts, plan, notes } = await copySubset(
      server,
      'hard',
      {
        roots: {
          order: `"user" <= 9 AND "Line No" ~ '^a\\d'`,
          loose: 'amount >= 1',
          single: 'ratio = 0',
          day: "at = '2024-01-02'",
          store: 'id IN (3, 4)',
        },
        edges: [
          { edge: 'public.visit.staff', limit: 4 },
          { edge: 'public.store.manager', follow: false },
        ],
        polymorphic: [
          {
            table: name('comment'),
            columns: ['subject'],
            typeColumn: 'kind',
            targets: [
              { value: 'Visit', target: name('visit'), targetColumns: ['id'] },
              { value: 'Staff', target: name('staff'), targetColumns: ['id'] },
            ],
          },
        ],
      },
      (schema) => ({
        ...schema,
        tables: schema.tables.map((table) =>
          table.name === 'tag'
            ? { ...table, foreignKeys: [foreignKeyOf(['subject'], 'staff', ['id'], { virtual: true })] }
            : table,
        ),
      }),
    );
    const kept = Object.fromEntries(counts.map(({ table, kept: n }) => [table.replace('public.', ''), n]));
    expect(kept.staff).toBeLessThan(60);
    expect(kept).toMatchObject({
      order: 9,
      loose: 3,
      tight: 3,
      single: 1,
      floating: 1,
      day: 1,
      event: 1,
    });
    expect(plan.cycles).toEqual([
      'public.staff > public.staff',
      'public.staff > public.store > public.staff',
    ]);
    expect(notes).toEqual([]);
    // What a table has is what the counts say, in its partitions and where there is no key too.
    for (const { table, kept: n } of counts)
      expect([
        table,
        await number(target, `SELECT count(*) FROM ${table === 'public.order' ? 'public."order"' : table}`),
      ]).toEqual([table, n]);
    const dangling = [
      'SELECT count(*) FROM tag WHERE subject <= 60 AND NOT EXISTS (SELECT FROM staff WHERE id = subject)',
      "SELECT count(*) FROM comment WHERE kind = 'Staff' AND NOT EXISTS (SELECT FROM staff WHERE id::text = subject)",
      "SELECT count(*) FROM comment WHERE kind = 'Visit' AND NOT EXISTS (SELECT FROM visit WHERE id::text = subject)",
    ];
    for (const sql of dangling) expect([sql, await number(target, sql)]).toEqual([sql, 0]);
    // All parts of an order that is kept, through a numeric and a char of other lengths.
    expect(await number(target, 'SELECT count(*) FROM part')).toBe(
      await number(server.target, 'SELECT count(*) FROM part WHERE "user" <= 9'),
    );
    expect(await number(target, 'SELECT count(*) FROM setting')).toBe(3);
    expect(readdirSync(folder)).toEqual([]);
  }, 300_000);

  test.skipIf(noPagila)(
    `Pagila, 5 %${noPagila ? ` (skipped: ${noPagila})` : ''}: every key holds`,
    async () => {
      const server = await serve(await readPagila(), 'postgres');
      const cases: readonly (readonly [string, SubsetRequest])[] = [
        ['chosen', { roots: {}, percent: 5 }],
        ['named', { roots: { film: 'true', customer: 'active = 1' }, percent: 5 }],
        [
          'rentals',
          {
            roots: { rental: "rental_date < '2022-06-01'" },
            edges: [{ edge: 'public.payment.rental_id', limit: 1 }],
          },
        ],
      ];
      for (const [database, request] of cases) {
        const { counts, target } = await copySubset(server, database, request);
        for (const { table, kept } of counts)
          expect([table, await number(target, `SELECT count(*) FROM ${table}`)]).toEqual([table, kept]);
      }
    },
    300_000,
  );
});
