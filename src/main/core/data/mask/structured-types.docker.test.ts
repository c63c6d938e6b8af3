import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../docker/connect-engine.ts';
import { connectLocal } from '../../images/testing/connect-local.ts';
import { proposeRules } from '../classify/propose-rules.ts';
import { containerSource } from '../postgres/container-source.ts';
import { introspect } from '../postgres/introspect.ts';
import { type PostgresContainer, startPostgres } from '../postgres/testing/postgres-container.ts';
import { sampleColumns } from '../rules/sample-columns.ts';
import { compileMasks } from './compile-masks.ts';
import { createRowMasker } from './create-row-masker.ts';
import { unescapeField } from './read-field.ts';
import { rule, rulesFor, testSecret } from './testing/mask-text.ts';
import { Writer } from './writer.ts';

const signal = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE;

const types = `
  CREATE EXTENSION hstore;
  CREATE TYPE place AS (street text, city varchar(30), floor int);
  CREATE TABLE stays (
    id int PRIMARY KEY, home place, homes place[], attributes hstore, nights daterange NOT NULL,
    at tstzrange, seats int4range, price numrange, digest bytea UNIQUE CHECK (length(digest) = 32), ranges daterange[]
  );
  CREATE TABLE masked (LIKE stays INCLUDING ALL);
`;
const rows = `
  INSERT INTO stays SELECT n,
    CASE n % 4 WHEN 0 THEN NULL ELSE ROW(n || ', "Old" Lane (\\back)', 'Bad Homburg', n)::place END,
    ARRAY[ROW('1 Elm Road', '', NULL)::place, NULL],
    hstore(ARRAY['e-mail', 'person' || n || '@web.de', 'plan', 'pro "x" \\y', 'gone', NULL]),
    CASE n % 5 WHEN 0 THEN 'empty' WHEN 1 THEN daterange('2024-02-01', NULL) ELSE daterange('2024-02-20', '2024-03-05') END,
    tstzrange('2024-03-30 10:00+00', '2024-03-31 12:30:15.25+00', '(]'),
    CASE n % 3 WHEN 0 THEN int4range(2147483000, 2147483647) ELSE int4range(n, n + 7) END,
    numrange(-0.50, 12.25), sha256(convert_to(n::text, 'UTF8')), ARRAY[daterange('0044-03-15 BC', '2024-01-01')]
  FROM generate_series(1, 200) AS n;
`;

const quoted = (text: string | null): string => (text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`);

describe.skipIf(skipped)(`a real server${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let engine: Engine;
  let server: PostgresContainer;
  beforeAll(async () => {
    engine = await connectLocal(signal);
    server = await startPostgres(engine, {});
    await server.target.run(types, signal);
    await server.target.run(rows, signal);
  });
  afterAll(async () => {
    await server.remove();
    engine.close();
  });

  test('takes back what masks make of composites, hstore, ranges, bytea and arrays of them', async () => {
    const source = await containerSource({ engine, container: server.id, name: 'db' }, signal);
    try {
      const schema = await introspect(source, signal);
      const table = schema.tables.find(({ name }) => name === 'stays');
      if (table === undefined) throw new Error('There is no table stays.');
      const fields = { street: 'street', city: 'city', floor: 'keep' };
      const masker = createRowMasker(
        compileMasks({
          table,
          rules: rulesFor(table, {
            home: rule('composite', { fields }),
            homes: rule('array', { element: { mask: 'composite', fields } }),
            attributes: rule('hstore', { keys: { mail: 'email' }, rest: 'text' }),
            nights: rule('range', { per: '*' }),
            at: rule('range'),
            seats: rule('range', { amount: 500 }),
            price: rule('range', { amount: 3 }),
            digest: rule('token', { reversible: true }),
            ranges: rule('array', { element: 'range' }),
          }),
          secret: testSecret,
        }),
        0,
      );
      const names = table.columns.map(({ name }) => name);
      const copy = new Writer();
      const read = await source.query(
        `SELECT json_build_array(${names.map((name) => `${name}::text`).join(', ')})::text AS v FROM stays ORDER BY id`,
        signal,
      );
      for (const { v } of read) {
        const values: readonly (string | null)[] = JSON.parse(v ?? '[]');
        values.forEach((value, index) => {
          if (index > 0) copy.bytes[copy.at++] = 9;
          if (value === null) copy.null();
          else copy.text(value);
        });
        copy.bytes[copy.at++] = 10;
        copy.reserve(10_000);
      }
      const lines = masker.push(copy.take()).toString('latin1').split('\n').slice(0, -1);
      const values = lines.map((line) => {
        const masked = line.split('\t').map((field) => {
          if (field === '\\N') return null;
          const bytes = Buffer.from(field, 'latin1');
          return bytes.subarray(0, unescapeField(bytes, 0, bytes.length, bytes)).toString();
        });
        return `(${masked.map(quoted).join(', ')})`;
      });
      await server.target.run(`INSERT INTO masked VALUES ${values.join(',\n')};`, signal);
      const [same] = await source.query(
        `SELECT count(*) AS rows,
           count(*) FILTER (WHERE (a.home IS NULL) = (b.home IS NULL) AND (a.home).floor IS NOT DISTINCT FROM (b.home).floor
             AND (a.home IS NULL OR (a.home).street <> (b.home).street)) AS homes,
           count(*) FILTER (WHERE array_length(b.homes, 1) = 2 AND (b.homes[1]).street <> '1 Elm Road' AND (b.homes[1]).city = ''
             AND b.homes[2] IS NULL) AS lists,
           count(*) FILTER (WHERE akeys(a.attributes) = akeys(b.attributes) AND b.attributes->'e-mail' LIKE '%.example'
             AND b.attributes->'plan' <> a.attributes->'plan' AND b.attributes->'gone' IS NULL) AS attributes,
           count(*) FILTER (WHERE isempty(a.nights) = isempty(b.nights) AND upper_inf(a.nights) = upper_inf(b.nights)
             AND upper(a.nights) - lower(a.nights) IS NOT DISTINCT FROM upper(b.nights) - lower(b.nights)
             AND (isempty(a.nights) OR lower(a.nights) <> lower(b.nights))) AS nights,
           count(*) FILTER (WHERE upper(a.at) - lower(a.at) = upper(b.at) - lower(b.at) AND NOT lower_inc(b.at) AND upper_inc(b.at)
             AND a.at <> b.at) AS times,
           count(*) FILTER (WHERE upper(a.seats) - lower(a.seats) = upper(b.seats) - lower(b.seats) AND a.seats <> b.seats) AS seats,
           count(*) FILTER (WHERE upper(b.price) - lower(b.price) = 12.75 AND a.price <> b.price) AS prices,
           count(*) FILTER (WHERE a.digest <> b.digest) AS digests,
           count(*) FILTER (WHERE upper(a.ranges[1]) - lower(a.ranges[1]) = upper(b.ranges[1]) - lower(b.ranges[1])) AS ranges
         FROM stays a JOIN masked b USING (id)`,
        signal,
      );
      const counts = Object.fromEntries(Object.keys(same ?? {}).map((name) => [name, '200']));
      expect(same).toEqual(counts);
      expect(Object.keys(counts)).toHaveLength(10);

      const proposals = proposeRules(
        { ...schema, tables: [table] },
        { tables: new Map(), virtualKeys: [] },
        await sampleColumns(source, { ...schema, tables: [table] }, signal),
      );
      expect([...proposals].map(([name, { text }]) => `${name} ${text}`)).toMatchInlineSnapshot(`
        [
          "public.stays.id keep",
          "public.stays.home { mask: composite, fields: { street: street, city: city, floor: keep } }",
          "public.stays.homes { mask: array, element: { mask: composite, fields: { street: street, city: city, floor: keep } } }",
          "public.stays.attributes { mask: hstore, fields: { plan: keep, e-mail: email }, rest: redact }",
          "public.stays.nights keep",
          "public.stays.at keep",
          "public.stays.seats keep",
          "public.stays.price keep",
          "public.stays.digest { mask: key }",
          "public.stays.ranges keep",
        ]
      `);
    } finally {
      await source.close();
    }
  });
});
