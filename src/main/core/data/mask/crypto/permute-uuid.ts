import type { KeyedTag } from './keyed-tag.ts';

const rounds = 6;
const dash = 0x2d;
const hexDigits = Buffer.from('0123456789abcdef');
/** What a byte is worth as a hexadecimal digit; 255 when it is none. Capitals are none. */
const worth = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  return byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : 255;
});
/** The bits of the second and third word that are the version and the variant. */
const versionBits = 0xf000;
const variantBits = 0xc0000000 | 0;

const isDash = (index: number): boolean => index === 8 || index === 13 || index === 18 || index === 23;

/** Whether bytes have the form of a UUID in small letters, as PostgreSQL writes one. */
export function isUuid(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 36 || bytes[start + 8] !== dash) return false;
  for (let index = 0; index < 36; index += 1) {
    const byte = bytes[start + index] ?? 0;
    if (isDash(index) ? byte !== dash : worth[byte] === 255) return false;
  }
  return true;
}

/** A permutation of UUIDs that keeps version and variant: a Feistel network over two halves of 8 bytes. */
export class UuidPermutation {
  readonly #tag: KeyedTag;
  readonly #words = new Int32Array(4);

  constructor(tag: KeyedTag) {
    this.#tag = tag;
  }

  /** Exchanges the digits of a UUID where they stand. */
  permute(bytes: Uint8Array, start: number): void {
    const words = this.#words;
    let at = start;
    for (let word = 0; word < 4; word += 1) {
      let value = 0;
      for (let digit = 0; digit < 8; digit += 1) {
        if (bytes[at] === dash) at += 1;
        value = (value << 4) | (worth[bytes[at++] ?? 0] ?? 0);
      }
      words[word] = value;
    }
    this.#feistel();
    at = start;
    for (let word = 0; word < 4; word += 1) {
      const value = words[word] ?? 0;
      for (let shift = 28; shift >= 0; shift -= 4) {
        if (isDash(at - start)) at += 1;
        bytes[at++] = hexDigits[(value >>> shift) & 15] ?? 0;
      }
    }
  }

  #feistel(): void {
    const words = this.#words;
    const tag = this.#tag;
    // What is kept is no part of what is permuted; it makes a permutation of its own for each kind.
    const version = (words[1] ?? 0) & versionBits;
    const variant = (words[2] ?? 0) & variantBits;
    let a = words[0] ?? 0;
    let b = (words[1] ?? 0) & ~versionBits;
    let c = (words[2] ?? 0) & ~variantBits;
    let d = words[3] ?? 0;
    const kind = version | (variant >>> 28);
    for (let round = 0; round < rounds; round += 2) {
      a ^= tag.mix(kind | (round << 16), c, d);
      b ^= (tag.words[1] ?? 0) & ~versionBits;
      c ^= tag.mix(kind | ((round + 1) << 16), a, b) & ~variantBits;
      d ^= tag.words[1] ?? 0;
    }
    words[0] = a;
    words[1] = b | version;
    words[2] = c | variant;
    words[3] = d;
  }
}
