import { expect, test } from 'vitest';
import { compareReceipt } from './check-bake.ts';

const hash = 'ab'.repeat(32);

test('restored tables get the hash that their rows had as they were loaded, whatever quotes their names have', () => {
  const expected = [
    { name: '"public"."order"', rows: 3, hash },
    { name: 'public.empty', rows: 0, hash: '' },
  ];
  const restored = [
    { name: 'public."order"', rows: 3 },
    { name: 'public.empty', rows: 0 },
    { name: 'public.of_an_extension', rows: 7 },
  ];
  expect(compareReceipt('5f', expected, restored)).toEqual([
    { name: 'public."order"', rows: 3, hash },
    { name: 'public.empty', rows: 0, hash: '' },
    { name: 'public.of_an_extension', rows: 7, hash: undefined },
  ]);
});

test.each([
  [[], 'public.orders is missing after restoring the snapshot 5f.'],
  [
    [{ name: 'public.orders', rows: 2 }],
    'public.orders has 2 rows instead of 3 after restoring the snapshot 5f.',
  ],
])('a table that is not as the receipt says is named', (restored, message) => {
  const expected = [{ name: 'public.orders', rows: 3, hash }];
  expect(() => compareReceipt('5f', expected, restored)).toThrow(message);
});
