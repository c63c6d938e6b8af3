import type { KeyedTag } from './keyed-tag.ts';
import { findLetterBlock } from './letter-classes.ts';
import { TagStream } from './tag-stream.ts';

/** Places that `#feistelShort` takes. */
const shortest = 24;

/** Few letters make a small domain, where more rounds are needed for the same distance from chance. */
const roundsFor = (count: number): number => (count < 8 ? 10 : count < 12 ? 8 : 6);

/** Where a text's letters and digits are, and what stands there as a number of its own radix. */
interface Places {
  count: number;
  /** Whether there is a radix beyond a byte. */
  wide: boolean;
  digits: Uint16Array;
  radixes: Uint16Array;
  /** Offset in the text of each place. */
  offsets: Uint32Array;
  /** Code point of digit 0. */
  bases: Uint32Array;
  steps: Uint8Array;
}

const places = (size: number): Places => ({
  count: 0,
  wide: false,
  digits: new Uint16Array(size),
  radixes: new Uint16Array(size),
  offsets: new Uint32Array(size),
  bases: new Uint32Array(size),
  steps: new Uint8Array(size),
});

/**
 * A permutation of texts that keeps their form: a digit becomes a digit, a small letter a small letter of its
 * alphabet, a capital a capital; all else stays, and so does the length in characters and in UTF-8 bytes. It
 * is a Feistel network in the manner of FF1 (NIST SP 800-38G) whose round function is a keyed tag, adding
 * place by place. Two texts that differ, also when case is ignored, never become the same.
 */
export class TextPermutation {
  readonly #tag: KeyedTag;
  readonly #short: KeyedTag;
  readonly #stream = new TagStream();
  readonly #single = new Map<number, Uint16Array>();
  #places = places(256);
  #feed: Uint8Array = new Uint8Array(4 + 512);

  constructor(tag: KeyedTag) {
    this.#tag = tag;
    this.#short = tag.derived();
  }

  /** Exchanges the letters and digits of UTF-8 bytes where they stand. */
  permute(bytes: Uint8Array, start: number, end: number): void {
    if (end - start > this.#places.digits.length) {
      this.#places = places(2 * (end - start));
      this.#feed = new Uint8Array(4 + 4 * (end - start));
    }
    const found = this.#places;
    findPlaces(found, bytes, start, end);
    if (found.count === 0) return;
    if (found.count === 1) this.#permuteOne(found);
    else if (found.count <= shortest && !found.wide) this.#feistelShort(found);
    else this.#feistel(found);
    putPlaces(found, bytes);
  }

  /** The same for halves of at most twelve places, whose digits fit three words: by far the most. */
  #feistelShort({ count, digits, radixes }: Places): void {
    const half = count >>> 1;
    const tag = this.#short;
    const { words } = tag;
    const rounds = roundsFor(count);
    for (let round = 0; round < rounds; round += 1) {
      const left = (round & 1) === 0;
      const read = left ? half : 0;
      const readCount = left ? count - half : half;
      let a = 0;
      let b = 0;
      let c = 0;
      for (let index = 0; index < readCount; index += 1) {
        const digit = digits[read + index] ?? 0;
        if (index < 4) a |= digit << (8 * index);
        else if (index < 8) b |= digit << (8 * (index - 4));
        else c |= digit << (8 * (index - 8));
      }
      tag.mix(a, b, c, round | (count << 8));
      let write = left ? 0 : half;
      const writeEnd = left ? half : count;
      // Ten bits for each place: three of a word.
      for (let word = 0; write < writeEnd; word += 1) {
        let bits = words[word] ?? 0;
        for (const stop = Math.min(write + 3, writeEnd); write < stop; write += 1) {
          const radix = radixes[write] ?? 1;
          const sum = (digits[write] ?? 0) + (((bits & 1023) * radix) >>> 10);
          digits[write] = sum >= radix ? sum - radix : sum;
          bits >>>= 10;
        }
      }
    }
  }

  #feistel({ count, digits, radixes }: Places): void {
    const half = count >>> 1;
    const feed = this.#feed;
    const stream = this.#stream;
    const rounds = roundsFor(count);
    for (let round = 0; round < rounds; round += 1) {
      const left = (round & 1) === 0;
      const readFrom = left ? half : 0;
      const readTo = left ? count : half;
      feed[0] = round;
      feed[1] = count & 0xff;
      feed[2] = count >>> 8;
      feed[3] = count >>> 16;
      let length = 4;
      for (let at = readFrom; at < readTo; at += 1) {
        const digit = digits[at] ?? 0;
        feed[length++] = digit & 0xff;
        if ((radixes[at] ?? 0) > 256) feed[length++] = digit >>> 8;
      }
      stream.seed(this.#tag.of(feed, 0, length));
      const writeTo = left ? half : count;
      for (let at = left ? 0 : half; at < writeTo; at += 1) {
        const radix = radixes[at] ?? 1;
        const sum = (digits[at] ?? 0) + (((stream.next() >>> 16) * radix) >>> 16);
        digits[at] = sum >= radix ? sum - radix : sum;
      }
    }
  }

  /** One place alone has no second half: a shuffled table of its radix. */
  #permuteOne({ digits, radixes }: Places): void {
    const radix = radixes[0] ?? 1;
    let table = this.#single.get(radix);
    if (table === undefined) {
      const label = Uint8Array.of(0xff, radix & 0xff, radix >>> 8);
      table = shuffled(radix, this.#stream.seed(this.#tag.of(label, 0, 3)));
      this.#single.set(radix, table);
    }
    digits[0] = table[digits[0] ?? 0] ?? 0;
  }
}

function shuffled(size: number, stream: TagStream): Uint16Array {
  const table = Uint16Array.from({ length: size }, (_, index) => index);
  for (let at = size - 1; at > 0; at -= 1) {
    const other = stream.below(at + 1);
    const kept = table[at] ?? 0;
    table[at] = table[other] ?? 0;
    table[other] = kept;
  }
  return table;
}

function findPlaces(found: Places, bytes: Uint8Array, start: number, end: number): void {
  let count = 0;
  found.wide = false;
  const add = (offset: number, digit: number, radix: number, base: number, step: number): void => {
    found.offsets[count] = offset;
    found.digits[count] = digit;
    found.radixes[count] = radix;
    if (radix > 256) found.wide = true;
    found.bases[count] = base;
    found.steps[count] = step;
    count += 1;
  };
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      const small = byte | 0x20;
      if (small >= 0x61 && small <= 0x7a) add(at, small - 0x61, 26, byte - (small - 0x61), 1);
      else if (byte >= 0x30 && byte <= 0x39) add(at, byte - 0x30, 10, 0x30, 1);
    } else if (byte >= 0xc0 && byte < 0xf0) {
      const long = byte >= 0xe0;
      const second = (bytes[at + 1] ?? 0) & 0x3f;
      const third = (bytes[at + 2] ?? 0) & 0x3f;
      const point = long ? ((byte & 0x0f) << 12) | (second << 6) | third : ((byte & 0x1f) << 6) | second;
      const block = at + (long ? 2 : 1) < end ? findLetterBlock(point) : undefined;
      if (block !== undefined) {
        const index = point - block.from;
        const { step } = block;
        const digit = step === 2 ? index >>> 1 : index;
        const radix = (block.to - block.from + 1) / step;
        add(at, digit, radix, block.from + (step === 2 ? index & 1 : 0), step);
      }
      at += long ? 2 : 1;
    }
  }
  found.count = count;
}

function putPlaces({ count, offsets, digits, bases, steps }: Places, bytes: Uint8Array): void {
  for (let index = 0; index < count; index += 1) {
    const point = (bases[index] ?? 0) + (digits[index] ?? 0) * (steps[index] ?? 1);
    const at = offsets[index] ?? 0;
    if (point < 0x80) bytes[at] = point;
    else if (point < 0x800) {
      bytes[at] = 0xc0 | (point >>> 6);
      bytes[at + 1] = 0x80 | (point & 0x3f);
    } else {
      bytes[at] = 0xe0 | (point >>> 12);
      bytes[at + 1] = 0x80 | ((point >>> 6) & 0x3f);
      bytes[at + 2] = 0x80 | (point & 0x3f);
    }
  }
}
