import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countRows, createChunkCutter } from './cut-chunks.ts';

const text = Buffer.from('one\ntwo\nthree\nfour\nfive-is-long\nsix\n');

function cut(arrivals: readonly Buffer[], size: number): readonly string[] {
  const cutter = createChunkCutter(size);
  const chunks: string[] = [];
  // A chunk is the cutter's again at the next one.
  for (const bytes of arrivals) for (const chunk of cutter.push(bytes)) chunks.push(chunk.toString());
  const rest = cutter.end();
  return rest ? [...chunks, rest.toString()] : chunks;
}

test('chunks are whole rows, as many as fit; a longer row is cut inside', () => {
  expect(cut([text], 10)).toEqual(['one\ntwo\n', 'three\n', 'four\n', 'five-is-lo', 'ng\nsix\n']);
});

test.each([1, 2, 3, 7, 11])('how the bytes arrive changes nothing: %d at a time', (step) => {
  const arrivals: Buffer[] = [];
  for (let at = 0; at < text.length; at += step) arrivals.push(text.subarray(at, at + step));
  expect(cut(arrivals, 10)).toEqual(cut([text], 10));
});

test('rows are counted by their line feeds', () => {
  expect([countRows(text), countRows(Buffer.from('a\\nb\n')), countRows(Buffer.alloc(0))]).toEqual([6, 1, 0]);
});

test('wherever they lie in memory, and whatever is beside them', () => {
  const near = fc.constantFrom(0, 9, 10, 11, 0x80, 0x8a, 0x0b, 0xff);
  fc.assert(
    fc.property(fc.array(near, { maxLength: 40 }), fc.nat(7), (bytes, offset) => {
      const whole = Buffer.from([...Array<number>(offset).fill(10), ...bytes, 10, 10]);
      const part = new Uint8Array(whole.buffer, whole.byteOffset + offset, bytes.length);
      expect(countRows(part)).toBe(bytes.filter((byte) => byte === 10).length);
    }),
  );
});

test.each([4, 20, 200, 5000])('in much text with rows of some %d bytes', (length) => {
  const rows = 40_000 / length;
  const text = Buffer.from(`${'x'.repeat(length - 1)}\n`.repeat(rows));
  for (const cut of [0, 1, 2, 3]) expect(countRows(text.subarray(cut))).toBe(rows);
});
