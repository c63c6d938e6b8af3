import { expect, test } from 'vitest';
import { createLatch } from './latch.ts';

const never = new AbortController().signal;

test('who waits goes on when it is opened, and later ones do not wait', async () => {
  const latch = createLatch();
  const seen: string[] = [];
  const waiting = latch.wait(never).then(() => seen.push('on'));
  await Promise.resolve();
  expect(seen).toEqual([]);
  latch.open();
  await waiting;
  await latch.wait(never);
  expect(seen).toEqual(['on']);
});

test('an abort ends the waiting with its reason', async () => {
  const latch = createLatch();
  const stop = new AbortController();
  const waiting = latch.wait(stop.signal);
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
});
