import { expect, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import { shareCalls } from './share-call.ts';

const signal = new AbortController().signal;

const countedWork = () => {
  let begun = 0;
  const work = (own: AbortSignal): Promise<number> => {
    begun += 1;
    const mine = begun;
    return new Promise((resolve, reject) => {
      own.addEventListener('abort', () => reject(new BacklotError('cancelled', 'Given up.')));
      setImmediate(() => resolve(mine));
    });
  };
  return work;
};

test('calls at the same time share the work, later ones while it is kept', async () => {
  let keep = true;
  const share = shareCalls<number>(() => keep);
  const work = countedWork();
  expect(
    await Promise.all([share('a', work, signal), share('a', work, signal), share('b', work, signal)]),
  ).toEqual([1, 1, 2]);
  expect(await share('a', work, signal)).toBe(1);
  keep = false;
  expect(await share('a', work, signal)).toBe(3);
});

test('who still waits is not cancelled with the one who began', async () => {
  const share = shareCalls<number>(() => true);
  const work = countedWork();
  const first = new AbortController();
  const given = share('a', work, first.signal);
  const waiting = share('a', work, signal);
  first.abort();
  await expect(given).rejects.toMatchObject({ code: 'cancelled' });
  expect(await waiting).toBe(2);
});

test('a failure is for all who wait, and not kept', async () => {
  const share = shareCalls<number>(() => true);
  const fail = async (): Promise<number> => {
    throw new BacklotError('pool-failed', 'No.');
  };
  const both = [share('a', fail, signal), share('a', fail, signal)];
  for (const one of both) await expect(one).rejects.toMatchObject({ code: 'pool-failed' });
  expect(await share('a', countedWork(), signal)).toBe(1);
});
