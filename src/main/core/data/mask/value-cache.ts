const slots = 4096;
const inputBytes = 56;
const outputBytes = 72;

/** A hash of bytes for tables and sketches, without a key: never leaves the process. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 ^ (end - start);
  let at = start;
  // A multiplication takes as long as reading four bytes.
  for (const whole = end - 3; at < whole; at += 4) {
    const word =
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash;
}

/** Whether a byte is among others. */
export function hasByte(bytes: Uint8Array, start: number, end: number, wanted: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] === wanted) return true;
  return false;
}

/** Spreads a hash's bits. */
export function mixHash(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** The last outcomes by their values: a table of fixed size, where a newer value takes an older one's place. */
export class ValueCache {
  readonly #hashes = new Int32Array(slots);
  readonly #inputLengths = new Uint8Array(slots);
  /** Of the outcome plus 1; 0 is an empty slot. */
  readonly #outputLengths = new Uint8Array(slots);
  readonly #inputs = new Uint8Array(slots * inputBytes);
  /** The outcomes; one starts where `find` says. */
  readonly outputs: Uint8Array = new Uint8Array(slots * outputBytes);

  /** Where a value's outcome starts in `outputs`; -1 when it is not here. `hash` is `hashBytes` of the value. */
  find(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const slot = (hash ^ (hash >>> 15)) & (slots - 1);
    if (this.#hashes[slot] !== hash || this.#outputLengths[slot] === 0) return -1;
    const length = end - start;
    if (this.#inputLengths[slot] !== length) return -1;
    const from = slot * inputBytes;
    for (let index = 0; index < length; index += 1)
      if (this.#inputs[from + index] !== bytes[start + index]) return -1;
    return slot * outputBytes;
  }

  /** The length of the outcome that `find` found. */
  lengthAt(found: number): number {
    return (this.#outputLengths[found / outputBytes] ?? 1) - 1;
  }

  /** Keeps an outcome; one that is too long is let go. */
  put(
    hash: number,
    input: Uint8Array,
    start: number,
    end: number,
    output: Uint8Array,
    from: number,
    to: number,
  ): void {
    const length = end - start;
    if (length > inputBytes || to - from > outputBytes) return;
    const slot = (hash ^ (hash >>> 15)) & (slots - 1);
    this.#hashes[slot] = hash;
    this.#inputLengths[slot] = length;
    this.#outputLengths[slot] = to - from + 1;
    const inputAt = slot * inputBytes;
    for (let index = 0; index < length; index += 1) this.#inputs[inputAt + index] = input[start + index] ?? 0;
    const outputAt = slot * outputBytes;
    for (let index = from; index < to; index += 1) this.outputs[outputAt + index - from] = output[index] ?? 0;
  }
}
