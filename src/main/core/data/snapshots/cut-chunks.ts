/** Bytes of COPY text in a chunk: large enough for the compressor, small enough to hold several. */
export const chunkBytes = 4 * 1024 * 1024;

const newline = 10;

/** Gathers a stream of COPY text and cuts it into chunks of whole rows; a chunk is the cutter's again at the next. */
export interface ChunkCutter {
  /** Chunks that are full now; mostly none. What is pushed may be used again when the last was taken. */
  readonly push: (bytes: Uint8Array) => Generator<Buffer, void, void>;
  /** The rest; `undefined` when there is none. */
  readonly end: () => Buffer | undefined;
}

/**
 * Where a stream is cut depends on its bytes alone, not on how they arrived, so the same rows make the same
 * chunks. A row longer than a chunk is cut inside. All is gathered in one buffer: one for each chunk would have the
 * collector of garbage run all the time.
 */
export function createChunkCutter(size: number = chunkBytes): ChunkCutter {
  let held = Buffer.alloc(0);
  let filled = 0;

  const makeRoom = (wanted: number): void => {
    if (wanted <= held.length) return;
    // Small tables are many: what they need grows with them.
    const grown = Buffer.allocUnsafeSlow(Math.min(size, Math.max(wanted, 2 * held.length)));
    held.copy(grown, 0, 0, filled);
    held = grown;
  };

  return {
    *push(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const taken = Math.min(bytes.length - at, size - filled);
        makeRoom(filled + taken);
        held.set(bytes.subarray(at, at + taken), filled);
        filled += taken;
        at += taken;
        if (filled < size) return;
        const last = held.lastIndexOf(newline, size - 1);
        const cut = last < 0 ? size : last + 1;
        yield held.subarray(0, cut);
        held.copyWithin(0, cut, filled);
        filled -= cut;
      }
    },
    end() {
      if (filled === 0) return undefined;
      const rest = held.subarray(0, filled);
      filled = 0;
      return rest;
    },
  };
}

const everyByte = 0x01010101;
const lineFeeds = newline * everyByte;

/** So much is looked at to see how long rows are. */
const sampleBytes = 4096;
/** From this length on, in bytes, one call into the engine a row takes less time than looking at each word. */
const longRow = 80;

/** Rows in COPY text: in it a line feed ends a row and is nothing else. */
export function countRows(bytes: Uint8Array): number {
  const seen = countByWords(bytes, 0, Math.min(sampleBytes, bytes.length));
  if (bytes.length <= sampleBytes) return seen;
  if (seen * longRow > sampleBytes) return seen + countByWords(bytes, sampleBytes, bytes.length);
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let rows = seen;
  for (let at = whole.indexOf(newline, sampleBytes); at >= 0; at = whole.indexOf(newline, at + 1)) rows += 1;
  return rows;
}

/** What differs from four line feeds has a byte of zero where one is; most words have none, and are passed over. */
function countByWords(bytes: Uint8Array, from: number, end: number): number {
  let rows = 0;
  let at = from;
  for (; at < end && ((bytes.byteOffset + at) & 3) !== 0; at += 1) if (bytes[at] === newline) rows += 1;
  const words = new Int32Array(bytes.buffer, (bytes.byteOffset + at) & ~3, (end - at) >> 2);
  for (let index = 0; index < words.length; index += 1, at += 4) {
    const word = (words[index] ?? 0) ^ lineFeeds;
    if (((word - everyByte) & ~word & 0x80808080) === 0) continue;
    for (let byte = at; byte < at + 4; byte += 1) if (bytes[byte] === newline) rows += 1;
  }
  for (; at < end; at += 1) if (bytes[at] === newline) rows += 1;
  return rows;
}
