import { afterAll, expect, test } from 'vitest';
import { compileMasks } from './compile-masks.ts';
import { createMaskPool } from './create-mask-pool.ts';
import { createRowMasker } from './create-row-masker.ts';
import { joinTallies } from './join-tallies.ts';
import { makeTable } from './testing/make-table.ts';
import { rule, rulesFor, testSecret } from './testing/mask-text.ts';

const table = makeTable({ id: 'int', email: 'text' });
const compiled = compileMasks({
  table,
  rules: rulesFor(table, { email: rule('email') }),
  secret: testSecret,
});
const { signal } = new AbortController();
const pool = createMaskPool(2);
afterAll(() => pool.close());

const rows = (from: number, count: number): string =>
  Array.from({ length: count }, (_, index) => `${from + index}\tp${from + index}@web.de\n`).join('');

test('streams in threads give the bytes and the counts of one masker', async () => {
  const parts = [rows(0, 500), rows(500, 500), rows(1000, 7)];
  const streamed = await Promise.all(
    parts.map(async (part) => {
      const stream = pool.open(compiled);
      const middle = part.length >> 1;
      const pushed = await Promise.all([
        stream.push(Buffer.from(part.slice(0, middle)), signal),
        stream.push(Buffer.from(part.slice(middle)), signal),
      ]);
      const { data, tallies } = await stream.end(signal);
      return { text: Buffer.concat([...pushed, data]).toString(), tallies };
    }),
  );
  const masker = createRowMasker(compiled);
  const text = masker.push(Buffer.from(parts.join(''))).toString();
  expect(streamed.map((each) => each.text).join('')).toBe(text);
  expect(joinTallies(streamed.map(({ tallies }) => tallies))).toEqual(masker.counts());
});

test('an error of the rows comes back with its code, and the thread goes on', async () => {
  const bad = pool.open(compiled);
  await expect(bad.push(Buffer.from('1\t2\t3\n'), signal)).rejects.toMatchObject({ code: 'data-unreadable' });
  bad.close();
  const good = pool.open(compiled);
  expect((await good.push(Buffer.from('1\t\\N\n'), signal)).toString()).toBe('1\t\\N\n');
  good.close();
});

test('a thread that is ended fails what waits for it', async () => {
  const own = createMaskPool(1);
  const stream = own.open(compiled);
  const pushed = stream.push(Buffer.from(rows(0, 10)), signal);
  const failed = expect(pushed).rejects.toMatchObject({ code: 'internal' });
  await own.close();
  await failed;
});

test('a cancelled stream takes nothing more', async () => {
  const stop = new AbortController();
  const stream = pool.open(compiled);
  stop.abort();
  await expect(stream.push(Buffer.from(rows(0, 1)), stop.signal)).rejects.toThrow();
  stream.close();
});
