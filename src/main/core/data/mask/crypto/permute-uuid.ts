import type { KeyedTag } from './keyed-tag.ts';

const rounds = 6;
/** Where the 32 hexadecimal digits stand in "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx". */
const digitOffsets = Array.from({ length: 36 }, (_, at) => at).filter((at) => ![8, 13, 18, 23].includes(at));
const versionDigit = 12;
const variantDigit = 16;
const hexDigits = Buffer.from('0123456789abcdef');

const nibble = (byte: number): number => (byte <= 0x39 ? byte - 0x30 : byte - 0x57);

/** Whether bytes have the form of a UUID in small letters, as PostgreSQL writes one. */
export function isUuid(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 36) return false;
  for (let index = 0; index < 36; index += 1) {
    const byte = bytes[start + index] ?? 0;
    if (index === 8 || index === 13 || index === 18 || index === 23) {
      if (byte !== 0x2d) return false;
    } else {
      const value = nibble(byte);
      if (value < 0 || value > 15 || (byte > 0x39 && value < 10)) return false;
    }
  }
  return true;
}

/** A permutation of UUIDs that keeps version and variant: a Feistel network over two halves of 8 bytes. */
export class UuidPermutation {
  readonly #tag: KeyedTag;
  readonly #halves = new Uint8Array(16);
  readonly #feed = new Uint8Array(10);

  constructor(tag: KeyedTag) {
    this.#tag = tag;
  }

  /** Exchanges the digits of a UUID where they stand. */
  permute(bytes: Uint8Array, start: number): void {
    const halves = this.#halves;
    for (let index = 0; index < 16; index += 1) {
      const high = nibble(bytes[start + (digitOffsets[2 * index] ?? 0)] ?? 0);
      const low = nibble(bytes[start + (digitOffsets[2 * index + 1] ?? 0)] ?? 0);
      halves[index] = (high << 4) | low;
    }
    const version = (halves[versionDigit / 2] ?? 0) & 0xf0;
    const variant = (halves[variantDigit / 2] ?? 0) & 0xc0;
    // What is kept is no part of what is permuted; it makes a permutation of its own for each kind.
    halves[versionDigit / 2] = (halves[versionDigit / 2] ?? 0) & 0x0f;
    halves[variantDigit / 2] = (halves[variantDigit / 2] ?? 0) & 0x3f;
    this.#feistel(version | (variant >>> 4));
    halves[versionDigit / 2] = ((halves[versionDigit / 2] ?? 0) & 0x0f) | version;
    halves[variantDigit / 2] = ((halves[variantDigit / 2] ?? 0) & 0x3f) | variant;
    for (let index = 0; index < 16; index += 1) {
      const byte = halves[index] ?? 0;
      bytes[start + (digitOffsets[2 * index] ?? 0)] = hexDigits[byte >>> 4] ?? 0;
      bytes[start + (digitOffsets[2 * index + 1] ?? 0)] = hexDigits[byte & 15] ?? 0;
    }
  }

  #feistel(kind: number): void {
    const halves = this.#halves;
    const feed = this.#feed;
    feed[1] = kind;
    for (let round = 0; round < rounds; round += 1) {
      const write = (round & 1) * 8;
      const read = 8 - write;
      feed[0] = round;
      for (let index = 0; index < 8; index += 1) feed[2 + index] = halves[read + index] ?? 0;
      const words = this.#tag.of(feed, 0, 10);
      for (let index = 0; index < 8; index += 1) {
        const byte = ((words[index >> 2] ?? 0) >>> (8 * (index & 3))) & 0xff;
        halves[write + index] = (halves[write + index] ?? 0) ^ byte;
      }
      halves[versionDigit / 2] = (halves[versionDigit / 2] ?? 0) & 0x0f;
      halves[variantDigit / 2] = (halves[variantDigit / 2] ?? 0) & 0x3f;
    }
  }
}
