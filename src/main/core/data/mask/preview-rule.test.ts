import { expect, test } from 'vitest';
import { type TransformerName, transformerNames } from '../../../../shared/model/masking.ts';
import { previewRule } from './preview-rule.ts';
import { makeTable } from './testing/make-table.ts';
import { rule } from './testing/mask-text.ts';

const table = makeTable({
  id: 'int',
  email: 'text',
  tags: 'texts',
  data: 'json',
  words: 'tsvector',
  bin: 'bytea',
  place: 'place',
  attributes: 'hstore',
  stay: 'daterange',
});

test('shows made-up values of the class before and after, and what leaks', () => {
  const { rows, leaks } = previewRule({ table, column: 'email', rule: rule('email'), class: 'email' });
  expect(rows.at(-1)).toEqual({ before: null, after: null });
  expect(rows[0]?.before).toMatch(/@/);
  expect(rows[0]?.after).toMatch(/@.*\.example$/);
  expect(leaks).toContain('equality');
  expect(previewRule({ table, column: 'email', rule: rule('keep') }).leaks).toEqual(['everything']);
});

const elsewhere: Partial<Readonly<Record<TransformerName, string>>> = {
  array: 'tags',
  json: 'data',
  tsvector: 'words',
  binary: 'bin',
  composite: 'place',
  hstore: 'attributes',
  range: 'stay',
};
const options: Partial<Readonly<Record<TransformerName, Readonly<Record<string, unknown>>>>> = {
  constant: { value: 'x' },
  template: { template: '{{id}}' },
  custom: { expression: 'upper(value)' },
  bucket: { size: 10 },
  json: { rest: 'text' },
  array: { element: 'text' },
  composite: { fields: {}, rest: 'null' },
  hstore: { rest: 'redact' },
};

test.each(transformerNames)('%s can be previewed', (name) => {
  const column = elsewhere[name] ?? 'email';
  const { rows } = previewRule({ table, column, rule: rule(name, options[name] ?? {}) });
  expect(rows.length).toBeGreaterThan(1);
});

test('a rule that cannot fit says so, and so does a column that is not there', () => {
  expect(() => previewRule({ table, column: 'id', rule: rule('email') })).toThrow(/it writes text/);
  expect(() => previewRule({ table, column: 'nope', rule: rule('email') })).toThrow(/no column nope/);
});
