import { expect, test } from 'vitest';
import { orderTables } from './order-tables.ts';

const ordered = (parents: Readonly<Record<string, readonly string[]>>) =>
  orderTables(Object.keys(parents), (name) => parents[name] ?? []);

test('parents before children', () => {
  expect(ordered({ payment: ['rental'], rental: ['customer', 'film'], customer: [], film: [] })).toEqual({
    order: ['customer', 'film', 'rental', 'payment'],
    cycles: [],
  });
});

test('a circle is told as the shortest way around; a table that refers to itself is one', () => {
  expect(
    ordered({ staff: ['staff', 'store'], store: ['staff'], a: ['d', 'b'], b: ['c'], c: ['a'], d: ['a'] }),
  ).toEqual({
    order: ['staff', 'store', 'a', 'b', 'c', 'd'],
    cycles: [
      ['staff', 'staff'],
      ['staff', 'store', 'staff'],
      ['a', 'd', 'a'],
    ],
  });
});

test('a chain longer than the stack', () => {
  const parents = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, n) => [`t${n}`, n === 19_999 ? [] : [`t${n + 1}`]]),
  );
  const { order, cycles } = ordered(parents);
  expect([order.length, order[0], cycles]).toEqual([20_000, 't19999', []]);
});
