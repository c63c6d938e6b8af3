import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bytesField,
  MalformedMessage,
  messagesOf,
  numberField,
  numberOf,
  readFields,
  textOf,
} from './protobuf.ts';

test('what is written is read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.string(), fc.maxSafeInteger(), (number, text, value) => {
      const fields = readFields(Buffer.concat([bytesField(number, text), numberField(number + 1, value)]));
      expect(textOf(fields, number)).toBe(Buffer.from(text).toString());
      expect(numberOf(fields, number + 1)).toBe(value);
    }),
  );
});

test('the examples of the encoding guide', () => {
  expect(numberField(1, 150)).toEqual(Buffer.from('089601', 'hex'));
  expect(bytesField(2, 'testing')).toEqual(Buffer.from('120774657374696e67', 'hex'));
  const nested = readFields(Buffer.from('1a03089601', 'hex'));
  expect(messagesOf(nested, 3).map((message) => numberOf(message, 1))).toEqual([150]);
});

test('any bytes are a message or malformed, and never hang', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        readFields(Buffer.from(bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedMessage);
      }
    }),
  );
});
