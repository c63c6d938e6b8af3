const escapes: Readonly<Record<number, number>> = {
  8: 98,
  9: 116,
  10: 110,
  11: 118,
  12: 102,
  13: 114,
  92: 92,
};

/** Whether COPY's text format writes a byte with a backslash. */
const isEscaped = (byte: number): boolean => (byte >= 8 && byte <= 13) || byte === 92;

/** Bytes of a COPY stream being written; `at` is where the next one goes. */
export class Writer {
  bytes: Buffer;
  at = 0;

  constructor(size = 65_536) {
    this.bytes = Buffer.allocUnsafe(size);
  }

  /** Makes room for so many more bytes. */
  reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + count));
    this.bytes.copy(grown, 0, 0, this.at);
    this.bytes = grown;
  }

  /** Bytes as they are: those of a stream, or such as need no escape. */
  raw(from: Uint8Array, start: number, end: number): void {
    const length = end - start;
    this.reserve(length);
    const { bytes } = this;
    let { at } = this;
    for (let index = start; index < end; index += 1) bytes[at++] = from[index] ?? 0;
    this.at = at;
  }

  /** The same for what may be long: a call into the engine costs as much as some dozen bytes moved here. */
  copy(from: Buffer, start: number, end: number): void {
    if (end - start < 28) this.raw(from, start, end);
    else {
      this.reserve(end - start);
      this.at += from.copy(this.bytes, this.at, start, end);
    }
  }

  /** A field's bytes, escaped where COPY needs it. */
  field(from: Uint8Array, start: number, end: number): void {
    this.reserve(2 * (end - start));
    const { bytes } = this;
    let { at } = this;
    for (let index = start; index < end; index += 1) {
      const byte = from[index] ?? 0;
      if (isEscaped(byte)) {
        bytes[at++] = 92;
        bytes[at++] = escapes[byte] ?? byte;
      } else bytes[at++] = byte;
    }
    this.at = at;
  }

  /** A field's text. */
  text(text: string): void {
    this.reserve(6 * text.length);
    const { bytes } = this;
    let { at } = this;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code >= 0x80) {
        const rest = Buffer.from(text.slice(index));
        this.at = at;
        this.field(rest, 0, rest.length);
        return;
      }
      if (isEscaped(code)) {
        bytes[at++] = 92;
        bytes[at++] = escapes[code] ?? code;
      } else bytes[at++] = code;
    }
    this.at = at;
  }

  /** NULL, as COPY writes it. */
  null(): void {
    this.reserve(2);
    this.bytes[this.at++] = 92;
    this.bytes[this.at++] = 78;
  }

  /** What was written, where it is: the next thing that is written is written over it. */
  view(): Buffer {
    const written = this.bytes.subarray(0, this.at);
    this.at = 0;
    return written;
  }

  /** What was written, copied; the writer starts anew. */
  take(): Buffer {
    const taken = Buffer.from(this.bytes.subarray(0, this.at));
    this.at = 0;
    return taken;
  }
}
