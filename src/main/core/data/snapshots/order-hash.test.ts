import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createOrderHash } from './order-hash.ts';

const { signal } = new AbortController();
const big = (fill: string): Buffer => Buffer.alloc(5 * 1024 * 1024, fill);

test('the hash is that of the pieces in order, whichever is written first', async () => {
  const order = createOrderHash();
  const [first, second, third] = [order.piece(0), order.piece(1), order.piece(2)];
  await third.update(Buffer.from('three'), signal);
  third.end();
  await second.update(big('b'), signal);
  // Held back from here on, until the first one has ended.
  let through = false;
  const waits = second.update(big('c'), signal).then(() => {
    through = true;
  });
  await first.update(Buffer.from('one'), signal);
  expect(through).toBe(false);
  first.end();
  await waits;
  await second.update(Buffer.from('two'), signal);
  second.end();
  const whole = Buffer.concat([Buffer.from('one'), big('b'), big('c'), Buffer.from('twothree')]);
  expect(order.digest()).toBe(createHash('sha256').update(whole).digest('hex'));
});

test('a piece that waits for one that failed is let go by its signal', async () => {
  const order = createOrderHash();
  const cancel = new AbortController();
  const second = order.piece(1);
  await second.update(big('b'), cancel.signal);
  const waits = second.update(big('c'), cancel.signal);
  cancel.abort();
  await expect(waits).rejects.toMatchObject({ name: 'AbortError' });
});
