import { expect, test } from 'vitest';
import { readPassword } from './read-password.ts';
import { typed } from './testing/trial-world.ts';

const signal = new AbortController().signal;

test.each([
  ['piped', ' a b \n', ' a b '],
  ['piped without an end', 'secret', 'secret'],
  ['piped with more behind it', 'one\r\ntwo\n', 'one'],
])('%s', async (_, text, expected) => {
  expect(await readPassword(typed(text), signal)).toBe(expected);
});

test('typed, it is not shown, and the terminal is as it was afterwards', async () => {
  const tty = { raw: [] as boolean[] };
  expect(await readPassword(typed('secrex\u007ft\r', tty), signal)).toBe('secret');
  expect(tty.raw).toEqual([true, false]);
  await expect(readPassword(typed('sec\u0003', tty), signal)).rejects.toMatchObject({ code: 'cancelled' });
  expect(tty.raw.at(-1)).toBe(false);
});

test('none is an error, and nobody waits for one that was called off', async () => {
  await expect(readPassword(typed(''), signal)).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(readPassword(typed('x'), AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
});
