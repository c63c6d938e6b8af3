import { expect, test } from 'vitest';
import { sampleManifest } from '../snapshots/testing/sample-manifest.ts';
import { compareReceipt } from './check-bake.ts';
import { expectedTables } from './stored-snapshots.ts';

const table = (name: string) => ({
  schema: 'public',
  name,
  columns: ['a'],
  rows: 2,
  bytes: 10,
  hash: `hash of ${name}`,
  chunks: [],
});
const column = (name: string, type: string, rule: string) => ({
  table: `public.${name}`,
  column: 'a',
  type,
  rule,
  rows: 2,
  nulls: 0,
  changed: 0,
  distinctBefore: 2,
  distinctAfter: 2,
});

test('a table is compared to the byte unless a mask may have written a value in other letters', () => {
  const manifest = sampleManifest('00000000000000aa', ['kept', 'email', 'json', 'list', 'price'].map(table));
  const columns = [
    column('kept', 'jsonb', 'keep'),
    column('email', 'character varying(120)', '{ mask: email }'),
    column('json', 'jsonb', '{ mask: json }'),
    column('list', 'text[]', '{ mask: array }'),
    column('price', 'numeric(10,2)', '{ mask: number }'),
  ];
  const expected = expectedTables({ ...manifest, receipt: { ...manifest.receipt, columns } });
  expect(expected.filter(({ hash }) => hash !== undefined).map(({ name }) => name)).toEqual([
    'public.kept',
    'public.email',
  ]);
});

test('what was restored must be what the receipt says', () => {
  const restored = [{ name: 'public."Order"', rows: 2, hash: 'a' }];
  const compare = (rows: number, hash: string | undefined, name = 'public.Order') =>
    compareReceipt('s1', [{ name, rows, hash }], restored);
  expect(() => compare(2, 'a')).not.toThrow();
  expect(() => compare(2, undefined)).not.toThrow();
  expect(() => compare(3, undefined)).toThrow('public.Order has 2 rows instead of 3 after restoring');
  expect(() => compare(2, 'b')).toThrow('public.Order has other rows');
  expect(() => compare(2, 'a', 'public.gone')).toThrow('public.gone is missing');
});
