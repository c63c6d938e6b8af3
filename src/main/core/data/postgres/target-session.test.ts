import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { wholeRows } from './target-session.ts';

/** The text given in pieces of one size, passed on. */
async function passed(text: string, size: number): Promise<string> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const out: Uint8Array[] = [];
  for await (const chunk of wholeRows(pieces())) out.push(chunk);
  return Buffer.concat(out).toString();
}

const refused = expect.objectContaining({ code: 'data-unreadable' });

test('rows pass as they are, however they are cut', async () => {
  const row = fc.constantFrom('', '1\tx', '\\\\.', 'a\\\\.', '\\N\tж', '.', '\\\\');
  await fc.assert(
    fc.asyncProperty(fc.array(row), fc.integer({ min: 1, max: 9 }), async (rows, size) => {
      const text = rows.map((one) => `${one}\n`).join('');
      expect(await passed(text, size)).toBe(text);
    }),
  );
});

test.each(['\\.\n', 'a\n\\.\nDROP TABLE t;\n', 'a\n\\.'])(
  'an end of data in the middle is refused: %j',
  async (text) => {
    for (const size of [1, 2, 3, 100]) await expect(passed(text, size)).rejects.toEqual(refused);
  },
);

test('half a row is refused', async () => {
  await expect(passed('a\nb', 2)).rejects.toEqual(refused);
});
