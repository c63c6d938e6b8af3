import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { MaskingRule, SchemaDecision, TransformerName } from '../../../../shared/model/masking.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { runInContainer } from '../../docker/run-in-container.ts';
import { connectLocal } from '../../images/testing/connect-local.ts';
import { collect } from '../../operations/testing/collect.ts';
import { testCore } from '../../operations/testing/test-core.ts';
import { keyFileSecrets } from '../../secrets/key-file.ts';
import { tempHome } from '../../store/testing/temp-home.ts';
import { storedSnapshots } from '../datasets/stored-snapshots.ts';
import {
  noPagila,
  type PostgresContainer,
  readPagila,
  startPostgres,
} from '../postgres/testing/postgres-container.ts';
import { createPullOperation } from './pull-operation.ts';
import type { PullLimits, PullPorts } from './pull-ports.ts';
import type { SnapshotReader } from './read-snapshot.ts';
import { createSnapshotStore } from './snapshot-store.ts';
import { postgresPorts, type RuleOf } from './testing/postgres-ports.ts';
import { createVerifyOperation } from './verify-operation.ts';

const never = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE;
const rule = (mask: TransformerName, options: MaskingRule['options'] = {}): MaskingRule => ({
  mask,
  options,
});

/** Every file below a folder that holds one of the tokens. */
const filesWith = (folder: string, tokens: readonly string[]): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .filter((path) => {
      const bytes = readFileSync(path);
      return tokens.some((token) => bytes.includes(token));
    });

async function rowsOf(reader: SnapshotReader, table: string): Promise<string> {
  const found = reader.manifest.tables.find(({ schema, name }) => `${schema}.${name}` === table);
  if (!found) throw new Error(`no table ${table}`);
  const rows: Buffer[] = [];
  for await (const bytes of reader.rows(found, never)) rows.push(bytes);
  return Buffer.concat(rows).toString();
}

const allRows = async (reader: SnapshotReader): Promise<string> =>
  (
    await Promise.all(reader.manifest.tables.map(({ schema, name }) => rowsOf(reader, `${schema}.${name}`)))
  ).join('');

const token = (place: string): string => `Canary${place}Zq7`;
const places = [
  ...['value', 'json', 'jsonKey', 'array', 'citext', 'unicode', 'composite', 'partition', 'bytea'],
  ...['comment', 'default', 'label', 'function', 'largeObject', 'statistics', 'nullable', 'check', 'domain'],
  ...['computed', 'view', 'materialized', 'trigger', 'policy', 'index', 'rule', 'body', 'inner', 'plain'],
];

/** A token in each place that holds text. */
const canarySql = `
CREATE TYPE mood AS ENUM ('fine', '${token('label')}');
CREATE TYPE pair AS (a text, b text);
CREATE DOMAIN word AS text DEFAULT '${token('domain')}';
CREATE SEQUENCE secret_number START 7;
CREATE TABLE people (
  id serial PRIMARY KEY, number int DEFAULT nextval('secret_number'), value text, json jsonb, array_ text[], pair pair, photo bytea,
  mood mood DEFAULT 'fine', nullable text DEFAULT '${token('default')}',
  word word, computed text GENERATED ALWAYS AS (id::text || '${token('computed')}') STORED,
  shout text GENERATED ALWAYS AS (upper(value)) STORED,
  CONSTRAINT named CHECK (nullable <> '${token('check')}'));
COMMENT ON COLUMN people.value IS '${token('comment')}
-- Name: people; Type: TABLE; Schema: public; Owner: shop';
SELECT setval('secret_number', 481516234);
INSERT INTO people (value, json, array_, pair, photo, nullable) SELECT
  '${token('value')} ' || i, jsonb_build_object('${token('jsonKey')}', '${token('json')}'),
  ARRAY['${token('array')}'], ROW('${token('composite')}', 'b')::pair, '${token('bytea')}'::bytea,
  CASE WHEN i % 2 = 0 THEN '${token('nullable')}' END FROM generate_series(1, 500) i;
CREATE TABLE events (at date, who text) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO events SELECT '2024-05-05', '${token('partition')}' FROM generate_series(1, 50);
CREATE TABLE kept (n int, words text);
INSERT INTO kept VALUES (1, E'a\\tb\\\\.\\nc'), (2, NULL), (3, '');
CREATE TABLE empty (n int);
CREATE STATISTICS people_stats ON value, nullable FROM people;
ANALYZE;
CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT '${token('function')}' $$;
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $_$
BEGIN -- ${token('body')}
  EXECUTE $q$ SELECT '${token('inner')}' $q$; RETURN NEW; END $_$;
CREATE FUNCTION h() RETURNS text LANGUAGE sql BEGIN ATOMIC; SELECT E'\\t${token('plain')}'; END;
CREATE VIEW seen AS SELECT id FROM people WHERE value = '${token('view')}';
CREATE MATERIALIZED VIEW counted AS SELECT count(*), '${token('materialized')}' AS what FROM people;
CREATE TRIGGER noted BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION g('${token('trigger')}');
CREATE POLICY own ON people USING (value = '${token('policy')}');
CREATE INDEX few ON people (id) WHERE value = '${token('index')}';
CREATE RULE silent AS ON DELETE TO kept DO INSTEAD INSERT INTO kept VALUES (1, '${token('rule')}');
SELECT lo_from_bytea(777, '${token('largeObject')}');
`;

const canaryRules: RuleOf = (table, { name }) => {
  if (table.name === 'kept' || table.name === 'empty') return rule('keep');
  switch (name) {
    case 'value':
    case 'nullable':
    case 'who':
      return rule('text');
    case 'number':
      return rule('number', { noise: 0.3 });
    case 'json':
    case 'array_':
    case 'pair':
    case 'photo':
    case 'mood':
    case 'word':
      return rule('null');
    default:
      return rule('keep');
  }
};

/** What stands open for the tokens of the schema, as proposed. */
const proposed: Readonly<Record<string, SchemaDecision>> = {
  ...{ 'type public.mood': 'redact', 'domain public.word': 'redact', 'function public.f()': 'redact' },
  ...{ 'function public.g()': 'redact', 'function public.h()': 'redact', 'view public.seen': 'redact' },
  ...{ 'default public.people.nullable': 'redact', 'generated public.people.computed': 'redact' },
  ...{ 'check public.people.named': 'drop', 'materialized view public.counted': 'redact' },
  ...{ 'trigger public.people noted': 'redact', 'policy public.people own': 'redact' },
  ...{ 'index public.few': 'redact', 'rule public.kept silent': 'redact' },
};
const decided = { comments: 'drop', objects: new Map(Object.entries(proposed)) } as const;

describe.skipIf(skipped)(`pulling from a real server${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectLocal(never);
  });
  afterAll(() => engine.close());

  function pullCore(ports: PullPorts, limits: PullLimits = {}) {
    const home = tempHome();
    const store = createSnapshotStore({
      folder: join(home, 'snapshots'),
      secrets: keyFileSecrets(home),
    });
    const kinds = [createPullOperation({ ports, store, limits }), createVerifyOperation({ store })];
    const core = testCore({ kinds }, home);
    const pull = (): string =>
      core.operations.start('snapshot-pull', { project: '/project', dataset: 'staging' });
    return { ...core, snapshots: store, pull };
  }

  describe('with a token in every place that holds text', () => {
    let server: PostgresContainer;
    beforeAll(async () => {
      server = await startPostgres(engine);
      await server.target.run(canarySql, never);
    });
    afterAll(() => server?.remove());
    const tokens = places.map(token);
    const sessions = async (): Promise<number> => {
      const [row] = await server.target.query(
        "SELECT count(*) AS n FROM pg_stat_activity WHERE application_name LIKE 'backlot%' AND pid <> pg_backend_pid()",
        never,
      );
      return Number(row?.n);
    };

    test('text of the schema that nothing decides stops the pull, by name and line, without the text', async () => {
      const { operations, pull, home } = pullCore(postgresPorts(engine, server.id, canaryRules));
      const { state, error } = await operations.wait(pull(), never);
      expect(state).toBe('failed');
      expect(error?.code).toBe('mask-unclassified');
      expect(error?.details).toMatchObject({ file: 'db/masking.yaml' });
      const { objects } = z
        .object({
          objects: z.array(z.object({ name: z.string(), problem: z.string(), proposal: z.string() })),
        })
        .parse(error?.details);
      expect(Object.fromEntries(objects.map(({ name, proposal }) => [name, proposal]))).toEqual(proposed);
      expect(objects.find(({ name }) => name === 'check public.people.named')?.problem).toMatch(
        /^line \d+: words that nothing explains$/,
      );
      expect(JSON.stringify(error)).not.toContain('Canary');
      expect(readdirSync(join(home, 'snapshots'))).toEqual([]);
    });

    test('decided, no token is in the data directory, the events, or the snapshot', async () => {
      const { operations, snapshots, pull, home, stop } = pullCore(
        postgresPorts(engine, server.id, canaryRules, undefined, decided),
      );
      const id = pull();
      const done = await operations.wait(id, never);
      expect(done.error).toBeUndefined();
      expect(done.state).toBe('succeeded');
      const said = JSON.stringify([
        done,
        await collect(operations.events({ operation: id }, { signal: never, after: 0 })),
      ]);
      expect(tokens.filter((one) => said.includes(one))).toEqual([]);
      const reader = await snapshots.open(id, never);
      const rows = await allRows(reader);
      // Rows of bytea are hex, and null here.
      expect(tokens.filter((one) => rows.includes(one))).toEqual([]);
      expect(await rowsOf(reader, 'public.kept')).toBe('1\ta\\tb\\\\.\\nc\n2\t\\N\n3\t\n');
      const { receipt, largeObjects, sequences, tables } = reader.manifest;
      expect(largeObjects).toEqual(['777']);
      const people = { schema: 'public', name: 'people' };
      expect(sequences).toEqual([
        { schema: 'public', name: 'people_id_seq', lastValue: '500' },
        { schema: 'public', name: 'secret_number', behind: { table: people, column: 'number' } },
      ]);
      expect(tables.find(({ name }) => name === 'people')?.columns).not.toContain('shout');
      expect(tables.find(({ name }) => name === 'events_2024')?.rows).toBe(50);
      expect(JSON.stringify(reader.manifest)).not.toMatch(/Canary|481516234/);
      expect(receipt.findings.filter(({ table }) => table === 'schema')).toEqual([]);
      expect(receipt.columns.find(({ column }) => column === 'nullable')).toMatchObject({
        ...{ rows: 500, nulls: 250, changed: 250, rule: '{ mask: text }' },
      });
      expect(reader.manifest.schema.preData).toContain('CREATE TABLE public.people');
      expect(reader.manifest.schema.postData).toContain('PRIMARY KEY');
      const verified = await operations.wait(
        operations.start('snapshot-verify', { project: '/project', id }),
        never,
      );
      expect(verified.state).toBe('succeeded');
      const to = await startPostgres(engine);
      try {
        const bakes = storedSnapshots(snapshots);
        const snapshot = await bakes.latest('/project', 'staging', never);
        if (!snapshot) throw new Error('no snapshot');
        const into = { engine, container: to.id, service: 'db', user: 'shop', database: 'shop' };
        await bakes.restore(snapshot, into, () => {}, never);
        await to.target.run('CHECKPOINT', never);
        const command = ['grep', '-rlE', 'Canary[[:alnum:]]+Zq7|481516234', '/var/lib/postgresql/data'];
        const { exitCode, output } = await runInContainer(engine, to.id, { command }, never);
        expect({ output, exitCode }).toEqual({ output: '', exitCode: 1 });
        const [numbers] = await to.target.query(
          "SELECT max(number) AS most, nextval('public.secret_number') AS next FROM public.people",
          never,
        );
        expect(Number(numbers?.next)).toBe(Number(numbers?.most) + 1);
        const [other] = await to.target.query(
          'SELECT public.f(), public.h(), count(*) AS n FROM public.people',
          never,
        );
        expect(other).toEqual({
          f: 'x'.repeat(token('function').length - 1).concat('0'),
          h: expect.any(String),
          n: '500',
        });
      } finally {
        await to.remove();
      }
      await stop();
      expect(filesWith(home, tokens)).toEqual([]);
      await expect.poll(sessions, { timeout: 10_000 }).toBe(0);
    });

    test('the same data and secret give the same rows, so a second pull shares their chunks', async () => {
      const { operations, snapshots, pull, home } = pullCore(
        postgresPorts(engine, server.id, canaryRules, undefined, decided),
      );
      const [first, second] = [pull(), pull()];
      await Promise.all([operations.wait(first, never), operations.wait(second, never)]);
      const hashes = async (id: string) =>
        (await snapshots.open(id, never)).manifest.tables.map(({ name, hash }) => [name, hash]);
      expect(await hashes(second)).toEqual(await hashes(first));
      const links = readdirSync(join(home, 'snapshots', second))
        .filter((name) => name.endsWith('.chunk'))
        .map((name) => statSync(join(home, 'snapshots', second, name)).nlink);
      expect(new Set(links)).toEqual(new Set([2]));
    });

    test('what a decision keeps in the schema, or a rule in a column, is told and expected', async () => {
      const leaky: RuleOf = (table, column) =>
        column.name === 'who' ? rule('constant', { value: 'mary@corp.com' }) : canaryRules(table, column);
      await server.target.run("ALTER TABLE kept ADD COLUMN mail text DEFAULT 'boss@corp.com'", never);
      const kept = {
        ...decided,
        objects: new Map([...decided.objects, ['default public.kept.mail', 'keep']] as const),
      };
      const { operations, snapshots, pull } = pullCore(
        postgresPorts(engine, server.id, leaky, undefined, kept),
      );
      const id = pull();
      expect(await operations.wait(id, never)).toMatchObject({ state: 'succeeded', error: undefined });
      const { receipt } = (await snapshots.open(id, never)).manifest;
      expect(receipt.verdict).toBe('clean');
      expect(receipt.findings).toContainEqual({
        ...{ table: 'schema', column: 'TABLE public.kept', what: 'email', count: 1, expected: true },
      });
      expect(receipt.findings).toContainEqual({
        ...{ table: 'public.kept', column: 'mail', what: 'email', count: 3, expected: true },
      });
    });

    test('a server that is killed in the middle fails it by name, and leaves nothing half-made', async () => {
      const slow = await startPostgres(engine);
      try {
        await slow.target.run(
          "CREATE TABLE big AS SELECT i, repeat('some words ', 20) AS words FROM generate_series(1, 200000) i",
          never,
        );
        const ports = postgresPorts(engine, slow.id, () => rule('keep'));
        const { operations, pull, home } = pullCore(ports, { bytesPerSecond: 4_000_000 });
        const id = pull();
        await collect(
          operations.events({ operation: id }, { signal: never, after: 0 }),
          ({ value }) => value.status === 'progress' && value.resource === 'public.big',
        );
        await slow.remove();
        const done = await operations.wait(id, never);
        expect(done.state).toBe('failed');
        expect(done.error?.code).toMatch(/^source-/);
        expect(readdirSync(join(home, 'snapshots'))).toEqual([]);
      } finally {
        await slow.remove().catch(() => {});
      }
    });
  });

  describe.skipIf(noPagila)(`Pagila${noPagila ? ` (skipped: ${noPagila})` : ''}`, () => {
    let server: PostgresContainer;
    beforeAll(async () => {
      server = await startPostgres(engine, { user: 'postgres' });
      for (const sql of await readPagila()) await server.target.run(sql, never);
    });
    afterAll(() => server?.remove());

    const pagilaRules: RuleOf = ({ name: table }, { name }) => {
      if (/^(customer|staff|actor)$/.test(table) && name === 'first_name') return rule('given-name');
      if (/^(customer|staff|actor)$/.test(table) && name === 'last_name') return rule('family-name');
      switch (name) {
        case 'email':
          return rule('email');
        case 'address':
        case 'address2':
          return rule('text');
        case 'phone':
          return rule('phone');
        case 'postal_code':
          return rule('text');
        case 'username':
          return rule('username');
        case 'password':
          return rule('constant', { value: 'not-a-hash' });
        case 'picture':
          return rule('null');
        default:
          return rule('keep');
      }
    };

    test('is pulled whole; no e-mail, address or phone of it survives, and nobody has their own name', async () => {
      const source = await server.target.query(
        `SELECT lower(email) AS v FROM customer UNION
         SELECT lower(customer_id || E'\\t' || store_id || E'\\t' || first_name || E'\\t' || last_name) FROM customer
         UNION SELECT lower(address) FROM address UNION SELECT phone FROM address WHERE length(phone) > 5
         UNION SELECT lower(email) FROM staff`,
        never,
      );
      const originals = source.flatMap(({ v }) => v ?? []);
      expect(originals.length).toBeGreaterThan(2_000);
      const { operations, snapshots, pull, home, stop } = pullCore(
        postgresPorts(engine, server.id, pagilaRules),
      );
      const id = pull();
      const done = await operations.wait(id, never);
      expect(done.error).toBeUndefined();
      const reader = await snapshots.open(id, never);
      const { receipt, tables } = reader.manifest;
      const count = async (table: string): Promise<number> =>
        Number((await server.target.query(`SELECT count(*) AS n FROM ONLY ${table}`, never))[0]?.n);
      for (const { schema, name, rows } of tables)
        expect([name, rows]).toEqual([name, await count(`${schema}.${name}`)]);
      const rows = (await allRows(reader)).toLowerCase();
      expect(originals.filter((value) => rows.includes(`\t${value}\t`))).toEqual([]);
      expect(receipt.findings.filter(({ expected }) => !expected)).toEqual([]);
      expect(receipt).toMatchObject({ verdict: 'clean' });
      expect(receipt.sampledOriginals).toBeGreaterThan(500);
      await stop();
      expect(
        filesWith(
          home,
          originals.filter((value) => value.includes('@')),
        ),
      ).toEqual([]);
    });
  });
});
