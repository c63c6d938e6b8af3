import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFrameReader, frameBytes } from './frame-reader.ts';

function readAll(chunks: readonly Buffer[], limit = 1000): { frames: string[]; refused: number[] } {
  const frames: string[] = [];
  const refused: number[] = [];
  const reader = createFrameReader(limit, {
    frame: (text) => frames.push(text),
    tooLarge: (bytes) => refused.push(bytes),
  });
  for (const chunk of chunks) reader.push(chunk);
  return { frames, refused };
}

/** Cuts bytes at the given places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
}

test('frames come out as they went in, however the stream is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 8 }),
      fc.array(fc.nat(2000), { maxLength: 20 }),
      (texts, places) => {
        const stream = Buffer.concat(texts.map(frameBytes));
        expect(readAll(cut(stream, places)).frames).toEqual(texts);
      },
    ),
  );
});

test('a letter split across chunks stays whole, byte by byte', () => {
  const stream = frameBytes('ü😀界');
  expect(readAll(cut(stream, [...stream.keys()])).frames).toEqual(['ü😀界']);
});

test('an announcement past the limit is refused, and what follows is not read', () => {
  const stream = Buffer.concat([frameBytes('ok'), frameBytes('x'.repeat(11)), frameBytes('late')]);
  expect(readAll([stream], 10)).toEqual({ frames: ['ok'], refused: [11] });
  expect(readAll(cut(stream, [...stream.keys()]), 10)).toEqual({ frames: ['ok'], refused: [11] });
});

test('an empty frame is a frame', () => {
  expect(readAll([frameBytes('')]).frames).toEqual(['']);
});
