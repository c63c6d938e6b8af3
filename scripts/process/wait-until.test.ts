import { expect, test } from 'vitest';
import { waitUntil } from './wait-until.ts';

const never = new AbortController().signal;

test('it asks until there is an answer', async () => {
  let asked = 0;
  const ask = () => (++asked === 3 ? 'yes' : undefined);
  expect(await waitUntil(ask, { timeoutMs: 5_000, everyMs: 1, signal: never })).toBe('yes');
  expect(asked).toBe(3);
});

test('it asks at least once and gives up after the time-out', async () => {
  let asked = 0;
  const ask = () => {
    asked += 1;
    return false as const;
  };
  expect(await waitUntil(ask, { timeoutMs: 0, everyMs: 1, signal: never })).toBeUndefined();
  expect(asked).toBe(1);
});

test('an abort ends the wait', async () => {
  const abort = new AbortController();
  const ask = () => {
    abort.abort();
    return undefined;
  };
  await expect(waitUntil(ask, { timeoutMs: 60_000, signal: abort.signal })).rejects.toThrow('aborted');
});
