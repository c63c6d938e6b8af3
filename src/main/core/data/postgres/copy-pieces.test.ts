import { expect, test } from 'vitest';
import type { Column, DatabaseSchema, Table } from '../schema.ts';
import { copyPieces } from './copy-pieces.ts';

const column = (name: string, generated: Column['generated'] = 'no'): Column => ({
  name,
  position: 1,
  type: { name: 'text', category: 'text' },
  nullable: true,
  generated,
});

const table = (name: string, more: Partial<Table> = {}): Table => ({
  schema: 'public',
  name,
  kind: 'table',
  columns: [column('id'), column('Or"der'), column('made', 'stored')],
  keys: [],
  foreignKeys: [],
  checks: [],
  uniqueIndexes: [],
  exclusions: [],
  rows: 10,
  bytes: 8192,
  blocks: 1,
  rowSecurity: false,
  ...more,
});

const schema = (tables: readonly Table[], serverVersion = 150_000): DatabaseSchema => ({
  engine: 'PostgreSQL 15.1',
  serverVersion,
  database: 'shop',
  encoding: 'UTF8',
  tables,
  sequences: [],
  largeObjects: 0,
  extensions: [],
  objects: [],
});

const statements = (...given: Parameters<typeof copyPieces>): readonly string[] =>
  copyPieces(...given).map(({ statement }) => statement);

test('a small table is one copy, without what the server computes', () => {
  expect(statements(schema([table('a')]))).toEqual(['COPY "public"."a" ("id", "Or""der") TO STDOUT']);
});

test('a big table is cut by blocks; the ranges meet and the last has no end', () => {
  const big = schema([table('small', { bytes: 1 }), table('big', { bytes: 1000, blocks: 10, rows: 99 })]);
  const from = 'COPY (SELECT "id", "Or""der" FROM ONLY "public"."big" WHERE ';
  expect(statements(big, { pieceBytes: 300 })).toEqual([
    `${from}ctid < '(3,0)'::tid) TO STDOUT`,
    `${from}ctid >= '(3,0)'::tid AND ctid < '(6,0)'::tid) TO STDOUT`,
    `${from}ctid >= '(6,0)'::tid AND ctid < '(9,0)'::tid) TO STDOUT`,
    `${from}ctid >= '(9,0)'::tid) TO STDOUT`,
    'COPY "public"."small" ("id", "Or""der") TO STDOUT',
  ]);
});

test('servers that would read the whole table for each range get one copy', () => {
  const big = schema([table('big', { bytes: 1000, blocks: 10 })], 130_000);
  expect(copyPieces(big, { pieceBytes: 300 })).toHaveLength(1);
});

test('leaves hold the rows of a partitioned table; conditions choose among rows', () => {
  const tables = [
    table('all', { kind: 'partitioned' }),
    table('leaf', { kind: 'partition', parent: { schema: 'public', name: 'all' } }),
    table('none', { columns: [] }),
    table('out'),
  ];
  const rowsOf = ({ name }: Table): string | false | undefined =>
    name === 'out' ? false : name === 'leaf' ? 'id > 3 -- some' : undefined;
  expect(statements(schema(tables), { rowsOf })).toEqual([
    'COPY (SELECT "id", "Or""der" FROM ONLY "public"."leaf" WHERE (id > 3 -- some\n)) TO STDOUT',
    'COPY (SELECT  FROM ONLY "public"."none") TO STDOUT',
  ]);
});
