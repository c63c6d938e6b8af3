import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DatabaseSchema } from '../schema.ts';
import { chooseRows, planRows } from './choose-rows.ts';
import { modelSource } from './testing/model-source.ts';
import { columnOf, foreignKeyOf, type Model, randomFrom, tableOf } from './testing/random-data.ts';

const id = columnOf('id', { nullable: false });
const keys = [{ name: 'pk', primary: true, columns: ['id'] }];
const tables = [
  tableOf('people', { columns: [id], keys }),
  tableOf('pets', { columns: [columnOf('owner'), columnOf('name')] }),
  tableOf('notes', { columns: [columnOf('kind'), columnOf('about')] }),
  tableOf('settings', { columns: [columnOf('name')] }),
];
const schema: DatabaseSchema = {
  engine: 'PostgreSQL 15.14',
  serverVersion: 150_014,
  database: 'shop',
  encoding: 'UTF8',
  tables,
  sequences: [],
  largeObjects: 0,
  extensions: [],
  objects: [],
};
const declared = [
  { from: 'public.pets', key: foreignKeyOf(['owner'], 'people', ['id'], { name: 'v1', virtual: true }) },
  {
    from: 'public.notes',
    key: foreignKeyOf(['about'], 'people', ['id'], { name: 'v2', virtual: true }),
    when: { kind: ['Person', 'Boss'] },
  },
];
const { signal } = new AbortController();

test('rows of a subset reach their masker, those of whole tables theirs as it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backlot rows-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const request = { subset: { people: 'first' }, keys: declared };
  const planned = planRows(schema, request);
  const model: Model = {
    schema,
    rows: new Map([
      ['people', [{ id: '1' }, { id: '2' }]],
      [
        'pets',
        [
          { owner: '1', name: 'a' },
          { owner: '2', name: 'b' },
        ],
      ],
      [
        'notes',
        [
          { kind: 'Person', about: '1' },
          { kind: 'Boss', about: '2' },
          { kind: 'Pet', about: '1' },
        ],
      ],
    ]),
    polymorphic: [],
  };
  if (!planned) throw new Error('nothing was planned');
  const source = modelSource(
    { ...model, schema: planned.schema },
    planned.plan,
    { first: (row) => row.id === '1' },
    randomFrom(1),
  );
  const moment = { id: '1' };
  const rows = await chooseRows(
    schema,
    request,
    source,
    moment,
    { folder, secret: Buffer.alloc(32) },
    signal,
  );
  const masker = { push: (chunk: Buffer) => chunk, end: () => Buffer.from(''), counts: () => [] };
  const passed = async (at: number, columns: readonly string[], text: string): Promise<string> => {
    const table = tables[at];
    if (!table || !rows) throw new Error('no table');
    return (await rows.filter(table, columns, masker).push(Buffer.from(text))).toString();
  };
  expect(await passed(0, ['id'], '1\n2\n')).toBe('1\n');
  expect(await passed(1, ['name', 'owner'], 'a\t1\nb\t2\n')).toBe('a\t1\n');
  expect(await passed(2, ['kind', 'about'], 'Person\t1\nBoss\t2\nPet\t1\n')).toBe('Person\t1\n');
  const settings = tables[3];
  expect(settings && rows?.filter(settings, ['name'], masker)).toBe(masker);
  expect(rows?.counts.map(({ kept }) => kept)).toEqual([1, 1, 1]);
  expect(rows?.text).toContain(
    'public.notes.about > public.people where kind is Boss: followed (polymorphic key)',
  );
  rows?.close();
  expect(readdirSync(folder)).toEqual([]);
});

test('all of it needs no choice', () => {
  expect(planRows(schema, { subset: {}, keys: [] })).toBeUndefined();
  expect(planRows(schema, { subset: { people: 'first' }, percent: 100, keys: [] })).toBeUndefined();
  expect(planRows(schema, { subset: { gone: 'first' }, percent: 5, keys: [] })?.plan.tables).toEqual([]);
});

test('a condition of another form takes more along, never fewer', () => {
  const odd = declared.map((one) => ({ ...one, when: { kind: { not: 'Pet' } } }));
  const planned = planRows(schema, { subset: { people: 'first' }, keys: odd });
  expect(planned?.plan.edges.map(({ kind }) => kind)).toEqual(['virtual', 'virtual']);
});

test('a key that is computed is not copied, so that it cannot tell rows apart', () => {
  const computed = {
    ...schema,
    tables: [
      tableOf('people', {
        columns: [id, columnOf('sum', { generated: 'stored', nullable: false })],
        keys: [{ name: 'pk', primary: true, columns: ['sum'] }],
      }),
    ],
  };
  const planned = planRows(computed, { subset: { people: 'first' }, keys: [] });
  expect(planned?.plan.tables[0]?.identity).toEqual(['id']);
});
