import { expect, test } from 'vitest';
import { createCredit } from './credit.ts';

const never = new AbortController().signal;

test('so many are let on; the next one waits for room', async () => {
  const credit = createCredit(2);
  await credit.take(never);
  await credit.take(never);
  let on = false;
  const third = credit.take(never).then(() => {
    on = true;
  });
  await Promise.resolve();
  expect(on).toBe(false);
  credit.give();
  await third;
  expect(on).toBe(true);
});

test('an abort ends the waiting; renewed, there is room for all', async () => {
  const credit = createCredit(1);
  await credit.take(never);
  const stop = new AbortController();
  const waiting = credit.take(stop.signal);
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  credit.renew();
  await credit.take(never);
});
