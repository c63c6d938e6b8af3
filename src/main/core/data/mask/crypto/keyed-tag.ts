/** Rounds of the permutation: 12 as in ISO/IEC 29192-6 (Chaskey-12); its authors' own choice was 8. */
const standardRounds = 12;
const mixRounds = 8;

const double = (k: Int32Array): Int32Array => {
  const [a = 0, b = 0, c = 0, d = 0] = k;
  return Int32Array.of(
    (a << 1) ^ (d >>> 31 ? 0x87 : 0),
    (b << 1) | (a >>> 31),
    (c << 1) | (b >>> 31),
    (d << 1) | (c >>> 31),
  );
};

/**
 * Chaskey, a keyed 128-bit tag of bytes (Mouha et al., SAC 2014): made for 32-bit words, so that plain
 * JavaScript computes one in some tens of nanoseconds where HMAC takes a microsecond. The key is 16 bytes;
 * `words` holds the tag of the last call.
 */
export class KeyedTag {
  readonly words: Int32Array = new Int32Array(4);
  readonly #key: Int32Array;
  readonly #whole: Int32Array;
  readonly #partial: Int32Array;
  readonly #rounds: number;

  constructor(key: Uint8Array, rounds: number = standardRounds) {
    const view = new DataView(key.buffer, key.byteOffset, 16);
    this.#key = Int32Array.from([0, 4, 8, 12], (at) => view.getInt32(at, true));
    this.#whole = double(this.#key);
    this.#partial = double(this.#whole);
    this.#rounds = rounds;
  }

  /**
   * A number of 32 bits for up to four, its tag in `words`: one call of the permutation with the key before and after it. For rounds of a
   * Feistel network, which make several calls for one value; not to be mixed with `of` under one key.
   */
  mix(a: number, b: number, c: number, d = 0): number {
    const key = this.#key;
    const last = this.#whole;
    let v0 = (key[0] ?? 0) ^ (last[0] ?? 0) ^ a;
    let v1 = (key[1] ?? 0) ^ (last[1] ?? 0) ^ b;
    let v2 = (key[2] ?? 0) ^ (last[2] ?? 0) ^ c;
    let v3 = (key[3] ?? 0) ^ (last[3] ?? 0) ^ d;
    for (let round = 0; round < mixRounds; round += 1) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 13) | (v3 >>> 19)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 7) | (v1 >>> 25)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
    }
    const { words } = this;
    words[0] = v0 ^ (last[0] ?? 0);
    words[1] = v1 ^ (last[1] ?? 0);
    words[2] = v2 ^ (last[2] ?? 0);
    words[3] = v3 ^ (last[3] ?? 0);
    return words[0] ?? 0;
  }

  /** What `mix` does with its numbers before and after the permutation: eight words, for the kernel. */
  mixKeys(): Int32Array {
    const last = this.#whole;
    return Int32Array.from([...this.#key.map((word, index) => word ^ (last[index] ?? 0)), ...last]);
  }

  /** A tag with a key of its own, made from this one's. */
  derived(): KeyedTag {
    const label = Uint8Array.of(0xde, 0x71, 0x7e, 0xd0);
    return new KeyedTag(new Uint8Array(Int32Array.from(this.of(label, 0, 4)).buffer));
  }

  /** The tag of `bytes` from `start` to before `end`, as four 32-bit words in `words`. */
  of(bytes: Uint8Array, start: number, end: number): Int32Array {
    const key = this.#key;
    const rounds = this.#rounds;
    let v0 = key[0] ?? 0;
    let v1 = key[1] ?? 0;
    let v2 = key[2] ?? 0;
    let v3 = key[3] ?? 0;
    let at = start;
    let last = this.#whole;
    for (;;) {
      const left = end - at;
      const final = left <= 16;
      if (left >= 16) {
        v0 ^= word(bytes, at);
        v1 ^= word(bytes, at + 4);
        v2 ^= word(bytes, at + 8);
        v3 ^= word(bytes, at + 12);
      } else {
        last = this.#partial;
        if (left < 4) v0 ^= part(bytes, at, left);
        else {
          v0 ^= word(bytes, at);
          if (left < 8) v1 ^= part(bytes, at + 4, left - 4);
          else {
            v1 ^= word(bytes, at + 4);
            if (left < 12) v2 ^= part(bytes, at + 8, left - 8);
            else {
              v2 ^= word(bytes, at + 8);
              v3 ^= part(bytes, at + 12, left - 12);
            }
          }
        }
      }
      if (final) {
        v0 ^= last[0] ?? 0;
        v1 ^= last[1] ?? 0;
        v2 ^= last[2] ?? 0;
        v3 ^= last[3] ?? 0;
      }
      for (let round = 0; round < rounds; round += 1) {
        v0 = (v0 + v1) | 0;
        v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
        v0 = (v0 << 16) | (v0 >>> 16);
        v2 = (v2 + v3) | 0;
        v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
        v0 = (v0 + v3) | 0;
        v3 = ((v3 << 13) | (v3 >>> 19)) ^ v0;
        v2 = (v2 + v1) | 0;
        v1 = ((v1 << 7) | (v1 >>> 25)) ^ v2;
        v2 = (v2 << 16) | (v2 >>> 16);
      }
      if (final) {
        const { words } = this;
        words[0] = v0 ^ (last[0] ?? 0);
        words[1] = v1 ^ (last[1] ?? 0);
        words[2] = v2 ^ (last[2] ?? 0);
        words[3] = v3 ^ (last[3] ?? 0);
        return words;
      }
      at += 16;
    }
  }
}

function word(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  );
}

/** Fewer than four bytes, then the 1 that ends a message, then zeros. */
function part(bytes: Uint8Array, at: number, count: number): number {
  let value = 1 << (8 * count);
  for (let index = 0; index < count; index += 1) value |= (bytes[at + index] ?? 0) << (8 * index);
  return value;
}
