import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../docker/connect-engine.ts';
import { connectLocal } from '../../images/testing/connect-local.ts';
import { type DatabaseSchema, type Table, tableText } from '../schema.ts';
import { containerSource } from './container-source.ts';
import { introspect } from './introspect.ts';
import { noPagila, type PostgresContainer, readPagila, startPostgres } from './testing/postgres-container.ts';

const signal = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE;

describe.skipIf(skipped)(`a real server${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let engine: Engine;
  const servers: PostgresContainer[] = [];
  beforeAll(async () => {
    engine = await connectLocal(signal);
  });
  afterAll(async () => {
    await Promise.all(servers.map((one) => one.remove()));
    engine.close();
  });

  const schemaOf = async (scripts: readonly string[], user?: string): Promise<DatabaseSchema> => {
    const server = await startPostgres(engine, user === undefined ? {} : { user });
    servers.push(server);
    for (const sql of scripts) await server.target.run(sql, signal);
    const source = await containerSource({ engine, container: server.id, name: 'test / db' }, signal);
    try {
      return await introspect(source, signal);
    } finally {
      await source.close();
    }
  };
  const named = ({ tables }: DatabaseSchema, name: string): Table => {
    const found = tables.find((table) => tableText(table) === name);
    if (found === undefined) throw new Error(`no ${name} in ${tables.map(tableText).join(', ')}`);
    return found;
  };
  const column = (table: Table, name: string) => table.columns.find((one) => one.name === name);

  test('a schema with one of everything', async () => {
    const schema = await schemaOf([
      await readFile(new URL('testing/every-kind.sql', import.meta.url), 'utf8'),
    ]);
    expect(schema).toMatchObject({
      engine: expect.stringMatching(/^PostgreSQL \d+\.\d+$/),
      database: 'shop',
      encoding: 'UTF8',
      largeObjects: 2,
    });
    expect(schema.extensions.map(({ name }) => name)).toEqual(['btree_gist', 'citext', 'hstore']);
    expect(schema.tables.map((table) => [tableText(table), table.kind])).toEqual([
      ['"Odd names"."A ""table"", with all"', 'table'],
      ['public.bookings', 'table'],
      ['public.echoes', 'table'],
      ['public.empty', 'table'],
      ['public.events', 'partitioned'],
      ['public.events_2024', 'partitioned'],
      ['public.events_2024_click', 'partition'],
      ['public.events_rest', 'partition'],
      ['public.people', 'table'],
    ]);

    const people = named(schema, 'public.people');
    expect(people).toMatchObject({ comment: 'All of them', rows: 1001, rowSecurity: false });
    expect(people.blocks).toBeGreaterThan(10);
    expect(column(people, 'id')).toMatchObject({
      position: 1,
      generated: 'identity-always',
      nullable: false,
      type: { name: 'bigint', category: 'integer', size: 8 },
    });
    expect(column(people, 'email')).toMatchObject({
      nullable: false,
      comment: 'Where letters go',
      type: {
        name: 'public.email_address',
        category: 'text',
        maxLength: 40,
        domain: {
          name: 'public.email_address',
          notNull: true,
          checks: [expect.stringContaining('@'), expect.stringContaining('<>')],
        },
      },
    });
    const types = Object.fromEntries(people.columns.map(({ name, type }) => [name, type]));
    expect(types).toMatchObject({
      login: { name: 'public.citext', category: 'text', caseless: true },
      given: { name: 'character varying(120)', category: 'text', maxLength: 120 },
      family: { name: 'character(10)', category: 'text', maxLength: 10 },
      mood: { name: 'public.mood', category: 'enum', enumLabels: ['sad', 'so-so', 'it\'s "fine"'] },
      seen: { category: 'timestamp', precision: 3 },
      paid: { category: 'numeric', precision: 12, scale: 2 },
      ratio: { category: 'float', size: 8 },
      small: { category: 'integer', size: 2 },
      tags: { name: 'text[]', category: 'array', element: { name: 'text', category: 'text' } },
      grid: {
        name: 'numeric(6,1)[]',
        category: 'array',
        element: { name: 'numeric(6,1)', category: 'numeric', precision: 6, scale: 1 },
      },
      home: {
        category: 'composite',
        fields: [
          { name: 'street', type: { category: 'text', maxLength: 80 } },
          { name: 'mood', type: { category: 'enum' } },
          { name: 'at', type: { category: 'geometric' } },
        ],
      },
      span: { name: 'public.prices', category: 'range', element: { category: 'numeric' } },
      attributes: { name: 'public.hstore', category: 'hstore' },
      document: { category: 'json' },
      photo: { category: 'bytea' },
      address: { category: 'inet' },
      bits: { category: 'bit', maxLength: 4 },
      secret: { category: 'uuid' },
      search: { category: 'tsvector' },
    });
    expect(column(people, 'search')?.generated).toBe('stored');
    expect(column(people, 'mood')?.default).toBe("'so-so'::public.mood");
    expect(people.keys.map(({ name, primary, columns }) => [name, primary, columns])).toEqual([
      ['people_pkey', true, ['id']],
      ['people_email_key', false, ['email']],
      ['people_given_family_key', false, ['given', 'family']],
      ['people_secret', false, ['secret']],
    ]);
    expect(people.uniqueIndexes).toEqual([
      {
        name: 'people_login',
        columns: [],
        expressions: [expect.stringContaining('lower')],
        predicate: 'login IS NOT NULL',
      },
    ]);
    expect(people.checks).toEqual([
      { name: 'born_before', expression: expect.stringContaining('2030-01-01') },
    ]);

    const bookings = named(schema, 'public.bookings');
    expect(bookings).toMatchObject({ rowSecurity: true });
    expect(bookings.exclusions).toEqual([{ name: 'bookings_room_during_excl', columns: ['room', 'during'] }]);
    expect(bookings.foreignKeys).toEqual([
      {
        name: 'bookings_person_fkey',
        columns: ['person'],
        target: { schema: 'public', name: 'people' },
        targetColumns: ['id'],
        deferrable: true,
        onDelete: 'cascade',
        virtual: false,
      },
    ]);

    const click = named(schema, 'public.events_2024_click');
    expect(click.parent).toEqual({ schema: 'public', name: 'events_2024' });
    expect(named(schema, 'public.events').rows).toBe(1000);
    expect(named(schema, 'public.echoes').foreignKeys.map(({ target }) => target.name)).toEqual(['events']);
    const odd = named(schema, '"Odd names"."A ""table"", with all"');
    expect(odd.columns.map(({ name }) => name)).toEqual(['a', 'b', 'parent_a', 'parent_b', 'Ünïcode']);
    expect(odd.foreignKeys[0]).toMatchObject({
      columns: ['parent_a', 'parent_b'],
      targetColumns: ['a', 'b'],
      onDelete: 'set-null',
    });
    expect(named(schema, 'public.empty').columns).toEqual([]);

    expect(schema.sequences).toEqual([
      { schema: 'public', name: 'moved', lastValue: '41' },
      {
        schema: 'public',
        name: 'people_id_seq',
        lastValue: '1001',
        ownedBy: { table: { schema: 'public', name: 'people' }, column: 'id' },
      },
      {
        schema: 'public',
        name: 'people_serial_seq',
        lastValue: '1001',
        ownedBy: { table: { schema: 'public', name: 'people' }, column: 'serial' },
      },
      { schema: 'public', name: 'unused', firstValue: '7' },
    ]);
    expect(schema.objects.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'domain public.email_address',
      'domain public.short_text',
      'enum public.mood',
      'function public.touch()',
      'function public.twice(n integer)',
      'grant SELECT on public.bookings to reader',
      'materialized view public.name_count',
      'materialized view public.names',
      'policy own on public.bookings',
      'procedure public.nothing()',
      'range public.prices',
      'role reader',
      'role shop',
      'rule keep on public.people',
      'statistics public.people_names',
      'trigger touch on public.people',
      'type public.place',
      'view public.grown',
    ]);
  });

  test.skipIf(noPagila)(`Pagila${noPagila ? ` (skipped: ${noPagila})` : ''}`, async () => {
    const schema = await schemaOf(await readPagila(), 'postgres');
    const keys = schema.tables.flatMap(({ foreignKeys }) => foreignKeys);
    expect(keys).toHaveLength(36);
    const payment = named(schema, 'public.payment');
    expect(payment.kind).toBe('partitioned');
    expect(payment.rows).toBe(16_049);
    expect(schema.tables.filter(({ kind }) => kind === 'partition').map(({ name }) => name)).toHaveLength(7);
    const film = named(schema, 'public.film');
    expect(column(film, 'release_year')?.type).toMatchObject({
      category: 'integer',
      domain: { name: 'public.year', checks: [expect.stringContaining('1901')] },
    });
    expect(column(film, 'special_features')?.type).toMatchObject({ category: 'array' });
    expect(column(film, 'rating')?.type).toMatchObject({ category: 'enum' });
    expect(schema.objects.filter(({ kind }) => kind === 'materialized view')).toEqual([
      { kind: 'materialized view', name: 'public.rental_by_category' },
    ]);
  });
});
