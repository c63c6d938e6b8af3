import { expect, test } from 'vitest';
import { within } from './within.ts';

test('work that ends in time, well or not, is waited for; work that hangs is not', async () => {
  expect(await within(10_000, Promise.resolve())).toBe(true);
  expect(await within(10_000, Promise.reject(new Error('no')))).toBe(true);
  expect(await within(5, new Promise(() => {}))).toBe(false);
});
