import { expect, test } from 'vitest';
import { placeText } from '../../project/config-error.ts';
import { parseMasking } from './parse-masking.ts';

const file = 'db/masking.yaml';

const told = (text: string): readonly string[] =>
  parseMasking(text, file).problems.map(
    (problem) => `${placeText(problem)} ${problem.message}${problem.hint ? ` -> ${problem.hint}` : ''}`,
  );

test('rules, kept types, domains and virtual keys', () => {
  const { file: read, problems } = parseMasking(
    `version: 1
tables:
  public.customers:
    id: keep bigint          # a key
    email: { mask: email, key: customer-email }
    notes: { mask: text, keep-words: false, when: { kind: [a, b], state: { not: done } } }
  public."Order Lines":
    id: keep
virtual-keys:
  - { from: public.events.customer_id, to: public.customers.id }
  - { from: public.comments.subject, to: public.customers.id, when: { subject_type: customer } }
  - { from: [public.a.x, public.a.y], to: [public.b.x, public.b.y] }
`,
    file,
  );
  expect(problems).toEqual([]);
  const customers = read?.tables.get('public.customers');
  expect(customers?.get('id')).toEqual({
    rule: { mask: 'keep', options: {} },
    keptType: 'bigint',
    text: 'keep',
  });
  expect(customers?.get('email')?.text).toBe('{ mask: email, key: customer-email }');
  expect(customers?.get('notes')?.rule.options.when).toEqual({ kind: ['a', 'b'], state: { not: 'done' } });
  expect([...(read?.tables.keys() ?? [])]).toEqual(['public.customers', 'public."Order Lines"']);
  expect(read?.virtualKeys).toHaveLength(3);
  expect(read?.virtualKeys[1]?.when).toEqual({ subject_type: 'customer' });
  expect(read?.virtualKeys[2]?.from).toEqual([
    { table: 'public.a', column: 'x' },
    { table: 'public.a', column: 'y' },
  ]);
});

test('an empty file has no rules', () => {
  expect(parseMasking('', file)).toMatchObject({ problems: [], file: { virtualKeys: [] } });
});

const under = (line: string): string => `version: 1\ntables:\n  public.a:\n    ${line}\n`;

test.each([
  [
    under('b: { mask: emial }'),
    ['db/masking.yaml:4:16 "emial" is not a transformer. -> Did you mean "email"?'],
  ],
  [under('b: kep'), ['db/masking.yaml:4:8 "kep" is not a transformer. -> Did you mean "keep"?']],
  [
    under('b: email'),
    ['db/masking.yaml:4:8 A rule is "keep" or a block with "mask". -> Write { mask: email }.'],
  ],
  [
    under('b: { mask: text, keep-word: true }'),
    ['db/masking.yaml:4:22 "keep-word" is not an option of text. -> Did you mean "keep-words"?'],
  ],
  [
    under('b: { domain: keep }'),
    ['db/masking.yaml:4:8 "mask" is missing. -> Write { mask: … } with the name of a transformer.'],
  ],
  [
    under('b: { mask: constant }'),
    [
      'db/masking.yaml:4:8 constant needs the option "value". -> docs/masking.md lists the options of each transformer.',
    ],
  ],
  [
    under('b:'),
    ['db/masking.yaml:4:5 There is no rule. -> Write "keep", or a block such as { mask: email }.'],
  ],
  [
    under('b: { mask: email, when: x }'),
    [
      'db/masking.yaml:4:29 "when" must name columns with their values. -> Write { column: value }, { column: [values] } or { column: { not: value } }.',
    ],
  ],
  [
    under('b: { mask: email, key: 3 }'),
    [
      'db/masking.yaml:4:28 "key" of email is not right: expected string, received number. -> docs/masking.md lists the options of each transformer.',
    ],
  ],
  [under('b: keep\n    b: keep'), ['db/masking.yaml:5:5 "b" is written twice. -> Keep one of the two.']],
  [
    'version: 2\ntables: {}\n',
    [
      'db/masking.yaml:1:10 This Backlot does not know version 2 of the file. -> Write version: 1, or update Backlot.',
    ],
  ],
  [
    'tables: {}\n',
    ['db/masking.yaml:1:1 The file does not say its version. -> Write version: 1 at its top.'],
  ],
  [
    'version: 1\ntable: {}\n',
    ['db/masking.yaml:2:1 "table" is not a key of a masking file. -> Did you mean "tables"?'],
  ],
  [
    'version: 1\ntables:\n  customers: {}\n',
    [
      'db/masking.yaml:3:3 "customers" is not a table with its schema. -> Write schema and table: public.customers.',
    ],
  ],
  [
    'version: 1\nvirtual-keys: [{ from: a.b, to: public.c.d }]\n',
    [
      'db/masking.yaml:2:24 "from" must name columns of one table, each as schema.table.column. -> Write { from: public.events.customer_id, to: public.customers.id }.',
    ],
  ],
  ['- a\n', ['db/masking.yaml:1:1 A masking file holds version, tables, schema and virtual-keys.']],
  [
    'a: [\n',
    [
      'db/masking.yaml:2:1 This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
  ],
])('%j', (text, expected) => {
  expect(told(text)).toEqual(expected);
});

test('a problem carries an excerpt', () => {
  const [problem] = parseMasking(under('b: { mask: emial }'), file).problems;
  expect(problem?.excerpt).toContain('4 |     b: { mask: emial }');
});
