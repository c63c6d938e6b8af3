import { expect, test } from 'vitest';
import { columnType } from './column-type.ts';
import type { CatalogType } from './introspection-answer.ts';

const type = (oid: string, name: string, more: Partial<CatalogType> = {}): CatalogType => ({
  oid,
  schema: 'pg_catalog',
  name,
  kind: 'b',
  category: 'U',
  fullName: name,
  base: null,
  modifier: -1,
  notNull: false,
  element: null,
  subtype: null,
  extension: null,
  labels: null,
  checks: null,
  fields: null,
  ...more,
});

const types = new Map(
  [
    type('1', 'numeric'),
    type('2', 'varchar', { fullName: 'character varying' }),
    type('3', 'short', { schema: 'public', kind: 'd', base: '2', modifier: 44, fullName: 'public.short' }),
    type('4', '_short', { schema: 'public', category: 'A', element: '3', fullName: 'public.short[]' }),
    type('5', 'citext', { schema: 'public', extension: 'citext' }),
    type('6', 'citext', { schema: 'public' }),
    type('7', 'nummultirange', { kind: 'm' }),
  ].map((one) => [one.oid, one]),
);
const told = (oid: string, typeName: string, modifier = -1) =>
  columnType(types, { type: oid, modifier, typeName });

test.each<[string, number, number, number]>([
  ['numeric(12,2)', ((12 << 16) | 2) + 4, 12, 2],
  ['numeric(3,-2)', ((3 << 16) | 2046) + 4, 3, -2],
  ['numeric(3,5)', ((3 << 16) | 5) + 4, 3, 5],
])('%s', (name, modifier, precision, scale) => {
  expect(told('1', name, modifier)).toEqual({ name, category: 'numeric', precision, scale });
});

test('an array of a domain has the domain as its element, and its length', () => {
  expect(told('4', 'public.short[]')).toEqual({
    name: 'public.short[]',
    category: 'array',
    element: {
      name: 'public.short',
      category: 'text',
      maxLength: 40,
      domain: { name: 'public.short', notNull: false, checks: [] },
    },
  });
});

test("a type of somebody's own that is named like an extension's is another one", () => {
  expect(told('5', 'public.citext')).toMatchObject({ category: 'text', caseless: true });
  expect(told('6', 'public.citext')).toEqual({ name: 'public.citext', category: 'other' });
});

test('what is not known is other', () => {
  expect(told('7', 'nummultirange')).toEqual({ name: 'nummultirange', category: 'other' });
  expect(told('99', 'mystery')).toEqual({ name: 'mystery', category: 'other' });
});
