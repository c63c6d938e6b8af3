import { randomBytes } from 'node:crypto';

/** A keyed hash of a text's UTF-16 units taken as bytes (a `latin1` view of UTF-8), 53 bits as a number. */
export type KeyedHash = (text: string) => number;

/**
 * HalfSipHash-2-4 under a key of 8 bytes, 64 bits long, cut to the 53 that a number holds (Aumasson and
 * Bernstein, "SipHash: a fast short-input PRF"). In plain JavaScript, as a call into OpenSSL for each short
 * value would take ten times as long.
 */
export function createKeyedHash(key: Buffer = randomBytes(8)): KeyedHash {
  const k0 = key.readInt32LE(0);
  const k1 = key.readInt32LE(4);

  return (text) => {
    let v0 = k0;
    let v1 = k1 ^ 0xee;
    let v2 = 0x6c796765 ^ k0;
    let v3 = 0x74656462 ^ k1;

    const rounds = (times: number): void => {
      for (let round = 0; round < times; round += 1) {
        v0 = (v0 + v1) | 0;
        v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
        v0 = (v0 << 16) | (v0 >>> 16);
        v2 = (v2 + v3) | 0;
        v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
        v0 = (v0 + v3) | 0;
        v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
        v2 = (v2 + v1) | 0;
        v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
        v2 = (v2 << 16) | (v2 >>> 16);
      }
    };
    const absorb = (word: number): void => {
      v3 ^= word;
      rounds(2);
      v0 ^= word;
    };

    const { length } = text;
    const whole = length - (length % 4);
    let at = 0;
    for (; at < whole; at += 4) {
      absorb(
        text.charCodeAt(at) |
          (text.charCodeAt(at + 1) << 8) |
          (text.charCodeAt(at + 2) << 16) |
          (text.charCodeAt(at + 3) << 24),
      );
    }
    let last = length << 24;
    for (let shift = 0; at < length; at += 1, shift += 8) last |= text.charCodeAt(at) << shift;
    absorb(last);
    v2 ^= 0xee;
    rounds(4);
    const low = (v1 ^ v3) >>> 0;
    v1 ^= 0xdd;
    rounds(4);
    const high = (v1 ^ v3) >>> 0;
    return (high >>> 11) * 0x1_0000_0000 + low;
  };
}
