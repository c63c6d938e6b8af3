import { expect, test } from 'vitest';
import { proposeRules } from '../classify/propose-rules.ts';
import { addRules } from './edit-masking.ts';
import { effectiveRules } from './effective-rules.ts';
import { holdAgainst } from './hold-against.ts';
import { type MaskingFile, noRules } from './masking-file.ts';
import { newRules } from './new-rules.ts';
import { parseMasking } from './parse-masking.ts';
import { schemaOf, table } from './testing/small-schema.ts';

const parsed = (text: string): MaskingFile => {
  const { file, problems } = parseMasking(text, 'db/masking.yaml');
  if (!file) throw new Error(problems.map(({ message }) => message).join());
  return file;
};

const rules = (text: string): MaskingFile => parsed(`version: 1\ntables:\n${text}`);

const users = table('users', ['email text required', 'name varchar(20)', 'age integer', 'joined date'], {
  primary: ['email'],
});
const orders = table('orders', ['id bigint required', 'buyer text', 'total numeric'], {
  primary: ['id'],
  references: ['buyer -> public.users.email'],
});

const states = (file: MaskingFile, schema = schemaOf(users, orders)): readonly string[] =>
  holdAgainst(file, schema).flatMap(({ name, columns }) =>
    columns
      .filter(({ state }) => state !== 'ruled')
      .map(
        ({ name: column, state, problem }) => `${name.replace('public.', '')}.${column} ${state}: ${problem}`,
      ),
  );

const usersRest = '    name: keep\n    age: keep integer\n    joined: keep date\n';
const ordersRest = '    id: keep bigint\n    total: keep\n';

test('a database without rules is unclassified throughout', () => {
  expect(states(noRules)).toHaveLength(7);
});

test('a masked key needs a mask domain, and what refers to it follows', () => {
  const without = rules(
    `  public.users:\n    email: { mask: email }\n${usersRest}  public.orders:\n    buyer: keep\n${ordersRest}`,
  );
  expect(states(without)).toEqual([
    'orders.buyer unfit: it is kept and refers to public.users.email, which is masked without a mask domain',
    'users.email unfit: public.orders.buyer refers to it: give the rule a mask domain, key: <name>, which that column then follows',
  ]);
  const file = rules(
    `  public.users:\n    email: { mask: email, key: user }\n${usersRest}  public.orders:\n${ordersRest}`,
  );
  expect(states(file)).toEqual([]);
  const buyer = effectiveRules(schemaOf(users, orders), file).get('public.orders.buyer');
  expect(buyer).toMatchObject({ inheritedFrom: 'public.users.email', text: '{ mask: email, key: user }' });
});

test('a foreign key can’t be masked while its key is kept', () => {
  const file = rules(
    `  public.users:\n    email: keep\n${usersRest}  public.orders:\n    buyer: { mask: email }\n${ordersRest}`,
  );
  expect(states(file)).toEqual([
    'orders.buyer unfit: it refers to public.users.email, which is kept: keep it too, or mask that column',
  ]);
});

test.each([
  ['name: { mask: email }', /^users.name unfit: it needs \d+ characters, the column has 20$/],
  [
    'name: { mask: tsvector }',
    /^users.name unfit: it writes tsvector, the column is character varying\(20\)$/,
  ],
  [
    'name: keep text',
    /^users.name drifted: it was kept as text and is character varying\(20\) now: decide anew$/,
  ],
  ['name: { mask: text, when: { nmae: x } }', /^users.name unfit: there is no column nmae$/],
  [
    'name: { mask: constant, value: much longer than twenty characters }',
    /^users.name unfit: the value is longer/,
  ],
])('%s', (line, expected) => {
  const rest = usersRest.replace('    name: keep\n', `    ${line}\n`);
  const [first, ...more] = states(rules(`  public.users:\n    email: keep\n${rest}`), schemaOf(users));
  expect(first).toMatch(expected);
  expect(more).toEqual([]);
});

test('a key must stay unique and not null', () => {
  const state = (line: string): string | undefined =>
    states(rules(`  public.users:\n    email: ${line}\n${usersRest}`), schemaOf(users))[0];
  expect(state('{ mask: full-name }')).toMatch(/^users.email unfit: values must stay unique/);
  expect(state('{ mask: "null" }')).toMatch(/^users.email unfit/);
});

test('what is gone is told: columns, tables', () => {
  const file = rules(
    `  public.users:\n    email: keep\n${usersRest}    shoe: keep\n  public.carts:\n    id: keep\n`,
  );
  expect(states(file, schemaOf(users))).toEqual([
    'carts.id gone: the table is gone: remove its lines',
    'users.shoe gone: the column is gone: remove its line',
  ]);
});

test('what the database computes can only be kept; partitions have the rules of their table', () => {
  const computed = table('a', ['x text', 'y text computed']);
  expect(states(rules('  public.a:\n    x: keep\n    y: { mask: text }\n'), schemaOf(computed))).toEqual([
    'a.y unfit: the database computes it from other columns: write keep',
  ]);
  const parent = table('p', ['x text'], { kind: 'partitioned' });
  const leaf = table('p_1', ['x text'], { kind: 'partition', parent: { schema: 'public', name: 'p' } });
  expect(states(rules('  public.p:\n    x: keep\n'), schemaOf(parent, leaf))).toEqual([]);
});

test('virtual keys bind like real ones', () => {
  const events = table('events', ['who text']);
  const file = parsed(
    `version: 1\ntables:\n  public.users:\n    email: { mask: email, key: user }\n${usersRest}virtual-keys:\n  - { from: public.events.who, to: public.users.email }\n`,
  );
  expect(states(file, schemaOf(users, events))).toEqual([]);
});

test('a polymorphic key follows kept keys alone', () => {
  const notes = table('notes', ['about text', 'kind text']);
  const text = (email: string): string =>
    `version: 1\ntables:\n  public.users:\n    email: ${email}\n${usersRest}  public.notes:\n    about: keep\n    kind: keep\nvirtual-keys:\n  - { from: public.notes.about, to: public.users.email, when: { kind: user } }\n`;
  expect(states(parsed(text('keep')), schemaOf(users, notes))).toEqual([]);
  expect(states(parsed(text('{ mask: email, key: user }')), schemaOf(users, notes))).toEqual([
    'notes.about unfit: some of its rows refer to public.users.email, which is masked: a polymorphic key can only follow kept ones',
  ]);
});

test('proposals: a natural key with personal data gets a domain that its foreign keys follow', () => {
  const schema = schemaOf(users, orders);
  const samples = new Map([['public.users.email', ['ada@example.com', 'jm@example.org', 'q@example.net']]]);
  const proposals = proposeRules(schema, noRules, samples);
  expect(proposals.get('public.users.email')?.text).toBe('{ mask: email, key: users-email }');
  expect(proposals.get('public.orders.buyer')).toMatchObject({
    text: '{ mask: email, key: users-email }',
    evidence: ['refers to public.users.email'],
  });
  expect(proposals.get('public.orders.id')).toMatchObject({ class: 'key', text: 'keep' });
  const file = parsed(addRules('', newRules(holdAgainst(noRules, schema), proposals)));
  expect(states(file)).toEqual([]);
});

test('proposals follow what the file has decided already', () => {
  const file = rules('  public.users:\n    email: keep\n');
  expect(proposeRules(schemaOf(users, orders), file, new Map()).get('public.orders.buyer')?.text).toBe(
    'keep',
  );
});
