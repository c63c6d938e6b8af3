import { expect, test } from 'vitest';
import { createKeyedHash } from './keyed-hash.ts';

const bytesOf = (count: number): Buffer => Buffer.from(Array.from({ length: count }, (_, index) => index));

/** The first vectors of the reference implementation for 64 bits, key 00 01 … 07, input 00 01 … */
test.each([
  [0, '218d1f59b9b83cc8'],
  [1, 'be552412f8387315'],
])('the reference vector of %d bytes', (length, hex) => {
  const vector = Buffer.from(hex, 'hex');
  const expected = (vector.readUInt32LE(4) >>> 11) * 2 ** 32 + vector.readUInt32LE(0);
  expect(createKeyedHash(bytesOf(8))(bytesOf(length).toString('latin1'))).toBe(expected);
});

test('another key, another hash; one letter more, another hash', () => {
  const hash = createKeyedHash(Buffer.alloc(8, 1));
  const seen = new Set(Array.from({ length: 20_000 }, (_, index) => hash(`user${index}@example.com`)));
  expect(seen.size).toBe(20_000);
  expect(createKeyedHash(Buffer.alloc(8, 2))('user1@example.com')).not.toBe(hash('user1@example.com'));
});
