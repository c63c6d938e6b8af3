import type { KeyedTag } from './keyed-tag.ts';
import type { TextPermutation } from './permute-text.ts';
import { TagStream } from './tag-stream.ts';

const tableDigits = 5;
/** Up to here a double holds every whole number. */
const exactDigits = 15;
const rounds = 8;

/** The largest magnitudes of smallint, integer and bigint: no number crosses one, whatever column it is in. */
const limits = ['32767', '2147483647', '9223372036854775807'] as const;
const negativeLimits = ['32768', '2147483648', '9223372036854775808'] as const;

/**
 * A permutation of whole numbers, written in decimal without leading zeros, onto those of the same sign and
 * count of digits that fit the same of PostgreSQL's integer types. 0 stays 0. So a key means the same in a
 * smallint, a bigint and a text column.
 */
export class IntegerPermutation {
  readonly #tag: KeyedTag;
  readonly #text: TextPermutation;
  readonly #stream = new TagStream();
  readonly #tables = new Map<number, Uint32Array>();

  /** `text` permutes what is too long for a double. */
  constructor(tag: KeyedTag, text: TextPermutation) {
    this.#tag = tag;
    this.#text = text;
  }

  /** Exchanges the digits of an ASCII number where they stand; `start` is that of its first digit, not its sign. */
  permute(bytes: Uint8Array, start: number, end: number, negative: boolean): void {
    const digits = end - start;
    if (digits > exactDigits) {
      this.#permuteLong(bytes, start, end, negative);
      return;
    }
    let value = 0;
    for (let at = start; at < end; at += 1) value = value * 10 + (bytes[at] ?? 0x30) - 0x30;
    if (value === 0) return;
    let from = 10 ** (digits - 1);
    let to = 10 ** digits - 1;
    const extra = negative ? 1 : 0;
    const limit = digits === 5 ? 32_767 + extra : digits === 10 ? 2_147_483_647 + extra : 0;
    if (limit > 0) {
      if (value <= limit) to = limit;
      else from = limit + 1;
    }
    const size = to - from + 1;
    const band = digits * 4 + (value > limit ? 2 : 0) + extra;
    let result =
      digits <= tableDigits
        ? (this.#table(band, size)[value - from] ?? 0)
        : this.#feistel(value - from, size, band);
    result += from;
    for (let at = end - 1; at >= start; at -= 1) {
      const rest = Math.floor(result / 10);
      bytes[at] = 0x30 + result - rest * 10;
      result = rest;
    }
  }

  #table(band: number, size: number): Uint32Array {
    const known = this.#tables.get(band);
    if (known !== undefined) return known;
    const table = Uint32Array.from({ length: size }, (_, index) => index);
    this.#tag.mix(0xff, band, 0);
    const stream = this.#stream.seed(this.#tag.words);
    for (let at = size - 1; at > 0; at -= 1) {
      const other = stream.below(at + 1);
      const kept = table[at] ?? 0;
      table[at] = table[other] ?? 0;
      table[other] = kept;
    }
    this.#tables.set(band, table);
    return table;
  }

  /** Two halves whose product is little more than the size; what falls outside goes round again. */
  #feistel(value: number, size: number, band: number): number {
    const upper = Math.ceil(Math.sqrt(size));
    const lower = Math.ceil(size / upper);
    let result = value;
    do {
      let left = Math.floor(result / lower);
      let right = result - left * lower;
      for (let round = 0; round < rounds; round += 1) {
        const even = (round & 1) === 0;
        const read = even ? right : left;
        const word = this.#tag.mix(round, band, read) >>> 0;
        if (even) {
          left += Math.floor((word / 4_294_967_296) * upper);
          if (left >= upper) left -= upper;
        } else {
          right += Math.floor((word / 4_294_967_296) * lower);
          if (right >= lower) right -= lower;
        }
      }
      result = left * lower + right;
    } while (result >= size);
    return result;
  }

  #permuteLong(bytes: Uint8Array, start: number, end: number, negative: boolean): void {
    const limit = (negative ? negativeLimits : limits)[2];
    const crossing = end - start === limit.length;
    const below = crossing && compare(bytes, start, limit) <= 0;
    do {
      this.#text.permute(bytes, start, end);
    } while (bytes[start] === 0x30 || (crossing && compare(bytes, start, limit) <= 0 !== below));
  }
}

function compare(bytes: Uint8Array, start: number, text: string): number {
  for (let index = 0; index < text.length; index += 1) {
    const difference = (bytes[start + index] ?? 0) - text.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return 0;
}
