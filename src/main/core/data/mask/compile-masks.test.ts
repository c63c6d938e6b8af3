import { expect, test } from 'vitest';
import type { MaskingRule } from '../../../../shared/model/masking.ts';
import { compileMasks } from './compile-masks.ts';
import { makeTable, types } from './testing/make-table.ts';
import { rule, rulesFor, testSecret } from './testing/mask-text.ts';

const compile = (
  value: MaskingRule,
  type: keyof typeof types,
  more: Parameters<typeof makeTable>[1] = {},
  nullable = true,
) => {
  const table = makeTable({ id: 'int', value: { type: types[type], nullable } }, more);
  return compileMasks({ table, rules: rulesFor(table, { value }), secret: testSecret });
};
const uniqueValue = { keys: [{ name: 'u', primary: false, columns: ['value'] }] };

test.each([
  ['a number into text', rule('date'), 'int', /it writes date or timestamp or text, the column is integer/],
  ['what is too long', rule('email'), 'short', /needs 48 characters, the column has 20/],
  ['a constant of another type', rule('constant', { value: 'x' }), 'int', /no integer/],
  ['a label that is none', rule('constant', { value: 'glad' }), 'mood', /labels are others/],
  ['an unknown option', rule('email', { nonsense: true }), 'text', /options of `email`/],
  ['a column that is not there', rule('redact', { when: { role: 1 } }), 'text', /there is no column role/],
  ['a template of itself', rule('template', { template: '{{value}}' }), 'text', /the column itself/],
  [
    'an expression that reaches out',
    rule('custom', { expression: 'process.exit(1)' }),
    'text',
    /not understood/,
  ],
  [
    'a function that is not there',
    rule('custom', { expression: 'constructor(1)' }),
    'text',
    /knows no constructor/,
  ],
  ['a nested rule that does not fit', rule('array', { element: 'tsvector' }), 'texts', /it writes tsvector/],
  ['decimals as keys', rule('key'), 'numeric', /no decimals/],
] as const)('refused, with the reason: %s', (_name, given, type, reason) => {
  expect(() => compile(given, type)).toThrow(reason);
});

test('NULL is refused where the column takes none', () => {
  expect(() => compile(rule('null'), 'text', {}, false)).toThrow(/NOT NULL/);
});

test.each(['given-name', 'phone', 'text', 'token', 'redact', 'card', 'ip', 'user-agent'] as const)(
  '%s is refused for a unique column, as it could give two values the same',
  (mask) => {
    expect(() => compile(rule(mask), 'text', uniqueValue)).toThrow(/must stay unique/);
  },
);

test.each(['key', 'uuid', 'username', 'email', 'national-id', 'hash'] as const)(
  '%s is taken for a unique column',
  (mask) => {
    expect(compile(rule(mask), 'text', uniqueValue).columns[1]?.unique).toBe(true);
  },
);

test('unique through an expression, an index or several columns counts too; `when` breaks it', () => {
  const index = { name: 'i', columns: [], expressions: ['lower((value)::text)'] };
  expect(() => compile(rule('text'), 'text', { uniqueIndexes: [index] })).toThrow(/must stay unique/);
  const keys = [{ name: 'k', primary: false, columns: ['id', 'value'] }];
  expect(() => compile(rule('text'), 'text', { keys })).toThrow(/must stay unique/);
  expect(() => compile(rule('email', { when: { id: 1 } }), 'text', uniqueValue)).toThrow(/`when`/);
});

test('generated columns are not in the COPY', () => {
  const table = makeTable({ id: 'int', sum: { type: types.int, generated: 'stored' }, name: 'text' });
  const compiled = compileMasks({ table, rules: rulesFor(table, {}), secret: testSecret });
  expect(compiled.columns.map(({ name, index }) => [name, index])).toEqual([
    ['id', 0],
    ['name', 1],
  ]);
});
