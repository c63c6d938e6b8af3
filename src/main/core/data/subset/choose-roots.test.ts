import { expect, test } from 'vitest';
import { chooseRoots } from './choose-roots.ts';

const descendants: Readonly<Record<string, readonly string[]>> = {
  country: ['city', 'customer', 'rental', 'payment'],
  city: ['customer', 'rental', 'payment'],
  customer: ['rental', 'payment'],
  film: ['rental', 'payment', 'film_actor'],
  rental: ['payment'],
};
const of = (name: string) => new Set(descendants[name] ?? []);
const tables = new Map([
  ['country', 109],
  ['city', 600],
  ['customer', 599],
  ['film', 1000],
  ['film_actor', 5462],
  ['rental', 16_044],
  ['payment', 16_049],
  ['log', 90_000],
  ['setting', 12],
]);

test('one after another that from which most rows depend; small tables are never roots', () => {
  const { roots, owner } = chooseRoots(tables, of, 0.05);
  expect(roots).toEqual(['log', 'film', 'city']);
  expect(Object.fromEntries(owner)).toEqual({
    log: 'log',
    film: 'film',
    film_actor: 'film',
    rental: 'film',
    payment: 'film',
    city: 'city',
    customer: 'city',
  });
});

test('nothing is large enough for a share', () => {
  expect(chooseRoots(new Map([['a', 5]]), of, 0.05)).toEqual({ roots: [], owner: new Map() });
});

test('a larger share lets smaller tables be roots', () => {
  expect(chooseRoots(tables, of, 0.5).roots).toContain('country');
});
