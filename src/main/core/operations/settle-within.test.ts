import { expect, test } from 'vitest';
import { settleWithin } from './settle-within.ts';

const never = new Promise<never>(() => {});

test('work that ends passes through, also after it was told to stop', async () => {
  const stop = new AbortController();
  expect(await settleWithin(Promise.resolve(1), stop.signal, 5)).toBe(1);
  await expect(settleWithin(Promise.reject(new Error('no')), stop.signal, 5)).rejects.toThrow('no');
  stop.abort();
  expect(await settleWithin(Promise.resolve(2), stop.signal, 5)).toBe(2);
});

test('work that does not heed its signal is given up after its time', async () => {
  const stop = new AbortController();
  const waiting = settleWithin(never, stop.signal, 5);
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'step-failed' });
  await expect(settleWithin(never, AbortSignal.abort(), 5)).rejects.toMatchObject({ code: 'step-failed' });
});
