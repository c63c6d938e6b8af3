import { expect, test } from 'vitest';
import type { ColumnType } from '../schema.ts';
import { keyExpression, keyForm } from './key-expression.ts';
import { columnOf } from './testing/random-data.ts';

const type = (name: string, category: ColumnType['category'], rest: Partial<ColumnType> = {}) =>
  columnOf('x', { type: { name, category, ...rest } });

const bigint = type('bigint', 'integer');
const text = type('text', 'text');

test.each([
  [bigint, type('integer', 'integer'), 'plain'],
  [text, type('character varying(9)', 'text'), 'plain'],
  [text, bigint, 'plain'],
  [bigint, type('numeric(10,2)', 'numeric'), 'numeric'],
  [type('real', 'float'), type('numeric', 'numeric'), 'float'],
  [type('character(4)', 'text'), text, 'padded'],
  [type('citext', 'text', { caseless: true }), text, 'caseless'],
  [type('date', 'date'), type('timestamp without time zone', 'timestamp'), 'moment'],
  [type('date', 'date'), type('date', 'date'), 'plain'],
] as const)('%o and %o', (a, b, form) => {
  expect([keyForm(a, b), keyForm(b, a)]).toEqual([form, form]);
});

test('names are quoted', () => {
  expect(keyExpression('odd "name', 'caseless')).toBe('lower("odd ""name"::text)');
});
