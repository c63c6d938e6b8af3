import type { KeyedTag } from './keyed-tag.ts';
import { TagStream } from './tag-stream.ts';

/** Few bytes make a small domain, where more rounds are needed for the same distance from chance. */
const roundsFor = (length: number): number => (length < 8 ? 10 : 6);

/** A permutation of byte strings onto those of the same length: a Feistel network over two halves. */
export class BytePermutation {
  readonly #tag: KeyedTag;
  readonly #stream = new TagStream();
  #single: Uint8Array | undefined;

  constructor(tag: KeyedTag) {
    this.#tag = tag;
  }

  /** Exchanges the bytes where they stand. */
  permute(bytes: Uint8Array): void {
    const { length } = bytes;
    if (length === 0) return;
    if (length === 1) {
      this.#single ??= this.#shuffled();
      bytes[0] = this.#single[bytes[0] ?? 0] ?? 0;
      return;
    }
    const half = length >>> 1;
    const left = bytes.subarray(0, half);
    const right = bytes.subarray(half);
    const feed = new Uint8Array(5 + length - half);
    for (let round = 0; round < roundsFor(length); round += 1) {
      const even = (round & 1) === 0;
      const read = even ? right : left;
      const write = even ? left : right;
      feed.set([round, length & 0xff, (length >>> 8) & 0xff, (length >>> 16) & 0xff, length >>> 24]);
      feed.set(read, 5);
      const stream = this.#stream.seed(this.#tag.of(feed, 0, 5 + read.length));
      for (let at = 0; at < write.length; at += 1) write[at] = (write[at] ?? 0) ^ (stream.next() >>> 24);
    }
  }

  /** One byte alone has no second half: a shuffled table. */
  #shuffled(): Uint8Array {
    const stream = this.#stream.seed(this.#tag.of(Uint8Array.of(0xff), 0, 1));
    const table = Uint8Array.from({ length: 256 }, (_, index) => index);
    for (let at = 255; at > 0; at -= 1) {
      const other = stream.below(at + 1);
      const kept = table[at] ?? 0;
      table[at] = table[other] ?? 0;
      table[other] = kept;
    }
    return table;
  }
}
