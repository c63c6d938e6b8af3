import { expect, test } from 'vitest';
import type { ForeignKey } from '../schema.ts';
import { compileMasks } from './compile-masks.ts';
import { createRowMasker } from './create-row-masker.ts';
import { linkRules } from './link-rules.ts';
import { makeTable } from './testing/make-table.ts';
import { rule, rulesFor, testSecret } from './testing/mask-text.ts';

const reference = (
  columns: readonly string[],
  name: string,
  targetColumns: readonly string[],
): ForeignKey => ({
  name: 'fk',
  columns,
  target: { schema: 'public', name },
  targetColumns,
  deferrable: false,
  onDelete: 'no-action',
  virtual: false,
});
const customers = makeTable({ id: 'int', name: 'text' }, { name: 'customers' });
const orders = makeTable(
  { id: 'bigint', customer_id: 'bigint' },
  { name: 'orders', foreignKeys: [reference(['customer_id'], 'customers', ['id'])] },
);
const events = makeTable({ id: 'int', customer: 'text' }, { name: 'events' });
const part = makeTable(
  { id: 'bigint', customer_id: 'bigint' },
  { name: 'orders_1', kind: 'partition', parent: { schema: 'public', name: 'orders' } },
);
const virtual = { table: events, columns: ['customer'], target: customers, targetColumns: ['id'] };
const all = { tables: [customers, orders, events, part] };

test('foreign keys, virtual ones and partitions follow a masked key, and joins still join', () => {
  const given = new Map([
    ['public.customers', rulesFor(customers, { id: rule('key') })],
    ['public.orders', rulesFor(orders, {})],
    ['public.events', rulesFor(events, {})],
  ]);
  const { rules, keyDomains, problems } = linkRules(all, given, [virtual]);
  expect(problems).toEqual([]);
  const mask = (table: typeof customers, row: string): readonly string[] => {
    const compiled = compileMasks({
      table,
      rules: rules.get(`public.${table.name}`) ?? {},
      keyDomains,
      secret: testSecret,
    });
    return createRowMasker(compiled).push(Buffer.from(row)).toString().trimEnd().split('\t');
  };
  const [customer = ''] = mask(customers, '1234567\tAnna\n');
  expect(customer).toMatch(/^[1-9]\d{6}$/);
  expect(customer).not.toBe('1234567');
  expect(mask(orders, '5\t1234567\n')).toEqual(['5', customer]);
  expect(mask(part, '5\t1234567\n')).toEqual(['5', customer]);
  expect(mask(events, '5\t1234567\n')).toEqual(['5', customer]);
});

test('a masked reference to a key that is kept is a problem', () => {
  const given = new Map([
    ['public.customers', rulesFor(customers, {})],
    ['public.orders', rulesFor(orders, { customer_id: rule('key') })],
  ]);
  expect(linkRules({ tables: [customers, orders] }, given).problems).toEqual([
    {
      table: 'public.orders',
      column: 'customer_id',
      problem: 'it refers to public.customers.id, which is kept',
    },
  ]);
});

test('references in a circle end', () => {
  const a = makeTable({ id: 'int' }, { name: 'a', foreignKeys: [reference(['id'], 'b', ['id'])] });
  const b = makeTable({ id: 'int' }, { name: 'b', foreignKeys: [reference(['id'], 'a', ['id'])] });
  const { keyDomains } = linkRules({ tables: [a, b] }, new Map());
  expect(keyDomains.get('public.a.id')).toBe(keyDomains.get('public.b.id'));
});
