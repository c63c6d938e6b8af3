import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createUnframe, type Message } from './unframe.ts';

const framed = ({ type, body }: Message): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

/** Rows that follow each other are one, however they were cut. */
function joined(messages: readonly Message[]): readonly string[] {
  const all: string[] = [];
  let before = '';
  for (const { type, body } of messages) {
    const bytes = body.toString('hex');
    if (type === 'd' && bytes === '') continue;
    if (type === 'd' && before === 'd') all.push(`${all.pop()}${bytes}`);
    else all.push(`${type} ${bytes}`);
    before = type;
  }
  return all;
}

test('messages come out as they went in, however the bytes are cut', () => {
  const message = fc.record({
    type: fc.constantFrom('d', 'd', 'd', 'C', 'Z', 'E'),
    body: fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
  });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 12 }), fc.integer({ min: 1, max: 40 }), (given, size) => {
      const whole = Buffer.concat(given.map(framed));
      const unframe = createUnframe();
      const out: Message[] = [];
      for (let at = 0; at < whole.length; at += size)
        // A chunk is overwritten: each is a copy of its own.
        out.push(...unframe(Buffer.from(whole.subarray(at, at + size))));
      expect(joined(out)).toEqual(joined(given));
    }),
  );
});

test('what is no PostgreSQL server is told so', () => {
  expect(() => createUnframe()(Buffer.from('HTTP/1.1 400 Bad Request'))).toThrow('no PostgreSQL server');
});
