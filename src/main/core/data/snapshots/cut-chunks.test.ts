import { expect, test } from 'vitest';
import { countRows, createChunkCutter } from './cut-chunks.ts';

const text = Buffer.from('one\ntwo\nthree\nfour\nfive-is-long\nsix\n');

function cut(arrivals: readonly Buffer[], size: number): readonly string[] {
  const cutter = createChunkCutter(size);
  const chunks = arrivals.flatMap((bytes) => cutter.push(bytes));
  const rest = cutter.end();
  return [...chunks, ...(rest ? [rest] : [])].map((bytes) => bytes.toString());
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
