import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFrameReader, encodeFrame } from './frames.ts';

test('messages and their bytes come back however the stream is cut', () => {
  const message = fc.record({
    kind: fc.string(),
    key: fc.uint8Array({ maxLength: 40 }),
    list: fc.array(fc.record({ at: fc.integer(), bytes: fc.uint8Array({ maxLength: 8 }) })),
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(message, fc.uint8Array({ maxLength: 200 }))),
      fc.integer({ min: 1, max: 60 }),
      (sent, size) => {
        const stream = Buffer.concat(sent.flatMap(([one, data]) => encodeFrame(one, data)));
        const read = createFrameReader();
        const got: unknown[] = [];
        for (let at = 0; at < stream.length; at += size) {
          for (const { message: one, data } of read(stream.subarray(at, at + size)))
            got.push([one, new Uint8Array(data)]);
        }
        expect(got).toEqual(sent);
      },
    ),
    { numRuns: 50 },
  );
});

test('a buffer in a message comes back as bytes', () => {
  const stream = Buffer.concat(encodeFrame({ secret: Buffer.from('abc') }));
  expect(createFrameReader()(stream)[0]?.message).toEqual({ secret: new Uint8Array([97, 98, 99]) });
});

test('what is no frame is refused, not waited for', () => {
  expect(() => createFrameReader()(Buffer.from('HTTP/1.1 200 OK\r\n'))).toThrow('no frame');
});
