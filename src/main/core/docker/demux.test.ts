import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDemux, type Frame } from './demux.ts';

const frame = ({ from, bytes }: Frame): Buffer => {
  const head = Buffer.alloc(8);
  head[0] = from === 'stderr' ? 2 : 1;
  head.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([head, bytes]);
};

test('frames come out as they went in, however the bytes are cut', () => {
  const frames = fc.array(
    fc.record({
      from: fc.constantFrom('stdout' as const, 'stderr' as const),
      bytes: fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
    }),
  );
  fc.assert(
    fc.property(frames, fc.integer({ min: 1, max: 9 }), (given, size) => {
      const whole = Buffer.concat(given.map(frame));
      const demux = createDemux();
      const out: Frame[] = [];
      for (let at = 0; at < whole.length; at += size) out.push(...demux(whole.subarray(at, at + size)));
      expect(out.map(({ from, bytes }) => [from, bytes.toString('hex')])).toEqual(
        given.map(({ from, bytes }) => [from, bytes.toString('hex')]),
      );
    }),
  );
});
