import { expect, test } from 'vitest';
import { KeyedTag } from './keyed-tag.ts';

/** The key and the first tags of the test vectors that Chaskey's authors published, of 8 rounds. */
const key = new Uint8Array(Uint32Array.of(0x833d3433, 0x009f389f, 0x2398e64f, 0x417acf39).buffer);
const vectors = [
  [0x792e8fe5, 0x75ce87aa, 0x2d1450b5, 0x1191970b],
  [0x13a9307b, 0x50e62c89, 0x4577bd88, 0xc0bbdc18],
  [0x55df8922, 0x2c7ff577, 0x73809ef4, 0x4e5084c0],
];

test('tags are those of the published vectors', () => {
  const tag = new KeyedTag(key, 8);
  vectors.forEach((vector, length) => {
    const message = Uint8Array.from({ length }, (_, index) => index);
    expect(Array.from(tag.of(message, 0, length), (word) => word >>> 0)).toEqual(vector);
  });
});

test('every length up to three blocks has a tag of its own, wherever it lies', () => {
  const tag = new KeyedTag(key);
  const zeros = new Uint8Array(100);
  const tags = Array.from({ length: 49 }, (_, length) => tag.of(zeros, 3, 3 + length).join());
  expect(new Set(tags).size).toBe(49);
  expect(tag.of(zeros, 40, 57).join()).toBe(tags[17]);
});
