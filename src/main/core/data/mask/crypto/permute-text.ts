import type { KeyedTag } from './keyed-tag.ts';
import { findLetterBlock } from './letter-classes.ts';
import { TagStream } from './tag-stream.ts';

/** Places that `#feistelShort` takes. */
const shortest = 24;
const laneBytes = 12;

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
  /** The two halves of a short text, twelve bytes each, read by words. */
  readonly #lanes = new Uint8Array(2 * laneBytes);
  readonly #laneWords = new Int32Array(this.#lanes.buffer);
  readonly #limits = new Uint16Array(2 * laneBytes);
  readonly #stream = new TagStream();
  readonly #single = new Map<number, Uint16Array>();
  #places = places(256);
  #feed: Uint8Array = new Uint8Array(4 + 512);

  constructor(tag: KeyedTag) {
    this.#tag = tag;
    this.#short = tag.derived();
  }

  /** The keys of texts with at most 24 places that are no wide ones, for the kernel. */
  placeKeys(): Int32Array {
    return this.#short.mixKeys();
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
    const lanes = this.#lanes;
    const laneWords = this.#laneWords;
    const limits = this.#limits;
    const half = count >>> 1;
    laneWords.fill(0);
    for (let index = 0; index < count; index += 1) {
      const lane = index < half ? index : index - half + laneBytes;
      lanes[lane] = digits[index] ?? 0;
      limits[lane] = radixes[index] ?? 1;
    }
    const tag = this.#short;
    const { words } = tag;
    const rounds = roundsFor(count);
    for (let round = 0; round < rounds; round += 1) {
      const right = (round & 1) === 1;
      const read = right ? 0 : laneBytes >>> 2;
      tag.mix(laneWords[read] ?? 0, laneWords[read + 1] ?? 0, laneWords[read + 2] ?? 0, round | (count << 8));
      let write = right ? laneBytes : 0;
      const stop = right ? laneBytes + count - half : half;
      // Ten bits for each place: three of a word.
      for (let word = 0; write < stop; word += 1) {
        let bits = words[word] ?? 0;
        for (let three = 0; three < 3; three += 1) {
          const radix = limits[write] ?? 1;
          // No branch: which way it goes is chance, and a wrong guess costs more than the sum.
          const over = (lanes[write] ?? 0) + (((bits & 1023) * radix) >>> 10) - radix;
          lanes[write] = over + (radix & (over >> 31));
          bits >>>= 10;
          write += 1;
          if (write >= stop) break;
        }
      }
    }
    for (let index = 0; index < count; index += 1)
      digits[index] = lanes[index < half ? index : index - half + laneBytes] ?? 0;
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
        const over = (digits[at] ?? 0) + (((stream.next() >>> 16) * radix) >>> 16) - radix;
        digits[at] = over + (radix & (over >> 31));
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
  const { digits, radixes, offsets, bases, steps } = found;
  let count = 0;
  found.wide = false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      const letter = (byte | 0x20) - 0x61;
      const isLetter = letter >= 0 && letter < 26;
      const digit = isLetter ? letter : byte - 0x30;
      if (!isLetter && (digit < 0 || digit > 9)) continue;
      offsets[count] = at;
      digits[count] = digit;
      radixes[count] = isLetter ? 26 : 10;
      bases[count] = byte - digit;
      steps[count] = 1;
      count += 1;
    } else if (byte >= 0xc0 && byte < 0xf0) {
      const length = byte >= 0xe0 ? 3 : 2;
      const block = at + length <= end ? findLetterBlock(pointAt(bytes, at)) : undefined;
      if (block !== undefined) {
        const { from, to, step } = block;
        const index = pointAt(bytes, at) - from;
        const radix = (to - from + 1) / step;
        offsets[count] = at;
        digits[count] = step === 2 ? index >>> 1 : index;
        radixes[count] = radix;
        bases[count] = from + (step === 2 ? index & 1 : 0);
        steps[count] = step;
        if (radix > 256) found.wide = true;
        count += 1;
      }
      at += length - 1;
    }
  }
  found.count = count;
}

/** The code point of two or three bytes of UTF-8. */
function pointAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const second = (bytes[at + 1] ?? 0) & 0x3f;
  if (first < 0xe0) return ((first & 0x1f) << 6) | second;
  return ((first & 0x0f) << 12) | (second << 6) | ((bytes[at + 2] ?? 0) & 0x3f);
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
