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
    // All in one function with plain locals: shared with an inner one they would live on the heap.
    let v0 = k0;
    let v1 = k1 ^ 0xee;
    let v2 = 0x6c796765 ^ k0;
    let v3 = 0x74656462 ^ k1;
    let low = 0;
    const { length } = text;
    const words = length >>> 2;
    // The words, the last bytes with the length, then the two halves of the answer.
    for (let step = 0; step < words + 3; step += 1) {
      let word = 0;
      let rounds = 2;
      if (step < words) {
        const at = step << 2;
        word =
          text.charCodeAt(at) |
          (text.charCodeAt(at + 1) << 8) |
          (text.charCodeAt(at + 2) << 16) |
          (text.charCodeAt(at + 3) << 24);
        v3 ^= word;
      } else if (step === words) {
        word = length << 24;
        for (let at = words << 2, shift = 0; at < length; at += 1, shift += 8) {
          word |= text.charCodeAt(at) << shift;
        }
        v3 ^= word;
      } else {
        rounds = 4;
        if (step === words + 1) {
          v2 ^= 0xee;
        } else {
          low = (v1 ^ v3) >>> 0;
          v1 ^= 0xdd;
        }
      }
      for (; rounds > 0; rounds -= 1) {
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
      v0 ^= word;
    }
    return ((v1 ^ v3) >>> 11) * 0x1_0000_0000 + low;
  };
}
