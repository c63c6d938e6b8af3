import { describe, expect, test } from 'vitest';
import { keyPasses } from './key-pass.ts';
import { planSubset } from './plan-subset.ts';
import type { SubsetRequest } from './subset-plan.ts';
import { columnOf, foreignKeyOf, tableOf } from './testing/random-data.ts';

const id = columnOf('id', { nullable: false });
const pk = [{ name: 'pk', primary: true, columns: ['id'] }];
const schema = {
  tables: [
    tableOf('customers', {
      columns: [id, columnOf('country')],
      keys: pk,
      foreignKeys: [foreignKeyOf(['country'], 'countries', ['id'])],
    }),
    tableOf('countries', { columns: [id], keys: pk }),
    tableOf('profiles', {
      columns: [id],
      keys: pk,
      foreignKeys: [foreignKeyOf(['id'], 'customers', ['id'], { name: 'profiles_owner' })],
    }),
    tableOf('orders', {
      kind: 'partitioned',
      columns: [id, columnOf('customer')],
      keys: pk,
      foreignKeys: [foreignKeyOf(['customer'], 'customers', ['id'])],
    }),
    tableOf('orders_2030', {
      kind: 'partition',
      parent: { schema: 'public', name: 'orders' },
      columns: [columnOf('customer'), id],
      foreignKeys: [foreignKeyOf(['customer'], 'customers', ['id'])],
      rows: 900,
    }),
    tableOf('lines', {
      columns: [
        columnOf('order', { nullable: false }),
        columnOf('nr', { nullable: false }),
        columnOf('parent'),
      ],
      keys: [{ name: 'lines_key', primary: false, columns: ['order', 'nr'] }],
      foreignKeys: [
        // As the catalogue has it for a key to a partitioned table: once to each partition too.
        foreignKeyOf(['order'], 'orders', ['id']),
        foreignKeyOf(['order'], 'orders_2030', ['id'], { name: 'again' }),
        foreignKeyOf(['order', 'parent'], 'lines', ['order', 'nr']),
      ],
    }),
    tableOf('settings', { columns: [columnOf('name'), columnOf('sum', { generated: 'stored' })] }),
    tableOf('customers', { schema: 'crm', columns: [id], keys: pk }),
  ],
};

test('a plan in words: roots, what comes along, circles, what stays whole', () => {
  const plan = planSubset(schema, {
    roots: { customers: "created_at > now() - interval '90 days'" },
    edges: [{ edge: 'public.lines.order', limit: 5, depth: 2 }],
    depth: 3,
  });
  expect(plan.text).toBe(`public.customers: root: rows where created_at > now() - interval '90 days'
  public.profiles.id > public.customers: at most one for each parent
  public.orders.customer > public.customers: followed
public.orders: refers to public.customers
  public.lines.order > public.orders: at most 5 for each parent, 2 steps from a root, as told
public.lines: refers to public.orders, public.lines
  public.lines.(order, parent) > public.lines: followed
public.profiles: refers to public.customers
Children are followed for 3 steps from a root.
circle: public.lines > public.lines
whole: public.countries, public.settings, crm.customers
`);
});

test('rows are told apart by a key without nulls, else by all of their columns', () => {
  const plan = planSubset(schema, { roots: { lines: 'true', settings: 'true', orders: 'true' } });
  expect(Object.fromEntries(plan.tables.map(({ table, identity }) => [table.name, identity]))).toEqual({
    orders: ['id'],
    lines: ['order', 'nr'],
    settings: ['name'],
  });
  expect(plan.tables.find(({ table }) => table.name === 'orders')?.rows).toBe(900);
});

test('a share of tables that are chosen, or of those named', () => {
  const chosen = planSubset(schema, { roots: {}, percent: 50 });
  expect(chosen.tables.flatMap(({ table, root }) => (root ? [[table.name, root]] : []))).toContainEqual([
    'countries',
    { share: 0.5 },
  ]);
  const named = planSubset(schema, { roots: { orders: 'total > 0' }, percent: 5 });
  expect(named.tables[0]).toMatchObject({
    root: { condition: 'total > 0', share: 0.05 },
    cause: 'root: 5 % of its rows, of rows where total > 0',
  });
});

test('a key that is computed is not copied, so that it cannot tell rows apart', () => {
  const table = tableOf('sums', {
    columns: [id, columnOf('sum', { generated: 'stored', nullable: false })],
    keys: [{ name: 'pk', primary: true, columns: ['sum'] }],
  });
  expect(planSubset({ tables: [table] }, { roots: { sums: 'a' } }).tables[0]?.identity).toEqual(['id']);
});

test('nothing to cut down', () => {
  expect(planSubset(schema, { roots: {} }).text).toBe('Every table is taken whole.\n');
});

test('one pass over each table reads each end of a key once, names quoted', () => {
  const plan = planSubset(schema, { roots: { orders: 'a' } });
  expect(keyPasses(schema, plan).passes.map(({ sql, keys }) => [sql, keys])).toEqual([
    ['COPY (SELECT ((a) IS TRUE), "id" FROM "public"."orders") TO STDOUT', [[0]]],
    ['COPY (SELECT false, "order", "nr", "parent" FROM "public"."lines") TO STDOUT', [[0, 1], [0], [0, 2]]],
  ]);
});

describe('what cannot be', () => {
  test.each([
    [
      { roots: { custmers: 'a' } },
      'The subset names the table custmers, which is not there.',
      'Did you mean customers?',
    ],
    [
      { roots: { 'crm.orders': 'a' } },
      'The subset names the table crm.orders, which is not there.',
      expect.any(String),
    ],
    [{ roots: { orders: 'a)' } }, 'closes a parenthesis', expect.any(String)],
    [
      { roots: { orders: 'a', 'public.orders': 'b' } },
      'The subset names public.orders twice.',
      expect.any(String),
    ],
    [
      { roots: { orders: 'a' }, edges: [{ edge: 'public.lines.ordre', limit: 1 }] },
      'The subset names the foreign key public.lines.ordre',
      'Did you mean public.lines.order?',
    ],
    [
      { roots: { orders_2030: 'a' } },
      'The subset names the table orders_2030, which is not there.',
      expect.any(String),
    ],
  ] satisfies readonly (readonly [SubsetRequest, string, unknown])[])('%j', (request, message, hint) => {
    expect(() => planSubset(schema, request)).toThrow(
      expect.objectContaining({ code: 'config-invalid', message: expect.stringContaining(message), hint }),
    );
  });

  test.each([{ percent: 0 }, { percent: 101 }, { percent: NaN }, { depth: -1 }, { depth: 0.5 }])(
    '%j',
    (wrong) => {
      expect(() => planSubset(schema, { roots: {}, ...wrong })).toThrow(
        expect.objectContaining({ code: 'invalid-input' }),
      );
    },
  );
});
