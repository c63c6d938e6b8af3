import { expect, test } from 'vitest';
import type { DatabaseSchema, Table } from '../schema.ts';
import { snapshotSequences } from './snapshot-sequences.ts';
import type { PulledTable } from './table-rules.ts';

const tableOf = (name: string, defaults: Readonly<Record<string, string | undefined>>): Table => ({
  ...{ schema: 'public', name, kind: 'table', keys: [], foreignKeys: [], checks: [], uniqueIndexes: [] },
  ...{ exclusions: [], rows: 0, bytes: 0, blocks: 0, rowSecurity: false },
  columns: Object.entries(defaults).map(([column, value], index) => ({
    ...{ name: column, position: index + 1, nullable: true, generated: 'no', default: value },
    type: { name: 'text', category: 'text' },
  })),
});

const pulled = (table: Table, masked: readonly string[]): PulledTable => ({
  table,
  name: `public.${table.name}`,
  columns: table.columns.map((column) => ({
    column,
    rule: { mask: masked.includes(column.name) ? 'key' : 'keep', options: {} },
    text: '',
  })),
});

test('a sequence of a masked column starts behind its rows; all others go on where they were', () => {
  const people = tableOf('people', {
    id: undefined,
    number: "('P-'::text || nextval('public.numbers'::regclass))",
  });
  const orders = tableOf('orders', { id: undefined });
  const own = (name: string, table: string) => ({
    ...{ schema: 'public', name, lastValue: '7' },
    ownedBy: { table: { schema: 'public', name: table }, column: 'id' },
  });
  const schema: DatabaseSchema = {
    ...{
      engine: '',
      serverVersion: 0,
      database: '',
      encoding: '',
      largeObjects: 0,
      extensions: [],
      objects: [],
    },
    tables: [people, orders],
    sequences: [
      own('people_id_seq', 'people'),
      own('orders_id_seq', 'orders'),
      { schema: 'public', name: 'numbers', lastValue: '41' },
      { schema: 'public', name: 'free', firstValue: '1' },
    ],
  };
  const behind = (column: string) => ({ table: { schema: 'public', name: 'people' }, column });
  expect(snapshotSequences(schema, [pulled(people, ['id', 'number']), pulled(orders, [])])).toEqual([
    { schema: 'public', name: 'people_id_seq', behind: behind('id') },
    { schema: 'public', name: 'orders_id_seq', lastValue: '7' },
    { schema: 'public', name: 'numbers', behind: behind('number') },
    { schema: 'public', name: 'free', firstValue: '1' },
  ]);
});
