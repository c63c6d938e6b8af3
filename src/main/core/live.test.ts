import { expect, test } from 'vitest';
import { createLive } from './live.ts';

test('a follower gets the present value, then the newest one', async () => {
  const live = createLive('a');
  const stop = new AbortController();
  const seen: string[] = [];
  for await (const { value } of live.follow(stop.signal)) {
    seen.push(value);
    if (value === 'a') {
      live.set('b');
      live.set('c');
    } else stop.abort();
  }
  expect(seen).toEqual(['a', 'c']);
});

test('a follower after the present version waits for the next change', async () => {
  const live = createLive(1);
  const stop = new AbortController();
  const first = await live.follow(stop.signal)[Symbol.asyncIterator]().next();
  const rest = live.follow(stop.signal, first.value?.cursor)[Symbol.asyncIterator]();
  const next = rest.next();
  live.set(2);
  expect((await next).value?.value).toBe(2);
});

test('an abort ends a waiting follower', async () => {
  const live = createLive(0);
  const stop = new AbortController();
  const events = live.follow(stop.signal)[Symbol.asyncIterator]();
  await events.next();
  const waiting = events.next();
  stop.abort();
  expect((await waiting).done).toBe(true);
});
