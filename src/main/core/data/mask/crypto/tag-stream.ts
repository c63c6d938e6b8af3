/**
 * Numbers drawn from a 128-bit tag (the sfc32 generator): fast and even, not a cipher. What it gives away is
 * at most the tag, which says nothing about the value without the key.
 */
export class TagStream {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 1;

  /** Starts anew from four 32-bit words. */
  seed(words: Int32Array): this {
    this.#a = words[0] ?? 0;
    this.#b = words[1] ?? 0;
    this.#c = words[2] ?? 0;
    this.#d = words[3] ?? 0;
    return this;
  }

  /** 32 bits. */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum;
  }

  /** A whole number from 0 to before `count`, which is at most 2^32. */
  below(count: number): number {
    return Math.floor(((this.next() >>> 0) / 4_294_967_296) * count);
  }
}
