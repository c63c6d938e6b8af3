import { expect, test } from 'vitest';
import { alternate } from './alternate.ts';

test('the sides take turns, and take turns at going first', async () => {
  const order: string[] = [];
  const side = (name: string) => async () => {
    order.push(name);
    return `${name}${order.length}`;
  };
  const results = await alternate(side('a'), side('b'), 3);
  expect(order.join('')).toBe('abbaab');
  expect(results).toEqual({ a: ['a1', 'a4', 'a5'], b: ['b2', 'b3', 'b6'] });
});

test('a side that fails ends the measurement', async () => {
  const fail = async () => {
    throw new Error('broken');
  };
  await expect(alternate(async () => 1, fail, 2)).rejects.toThrow('broken');
});
