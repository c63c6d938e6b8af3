/** Bytes of COPY text in a chunk: large enough for the compressor, small enough to hold several. */
export const chunkBytes = 4 * 1024 * 1024;

const newline = 10;

/** Gathers a stream of COPY text and cuts it into chunks of whole rows. */
export interface ChunkCutter {
  /** Chunks that are full now; mostly none. */
  readonly push: (bytes: Buffer) => readonly Buffer[];
  /** The rest; `undefined` when there is none. */
  readonly end: () => Buffer | undefined;
}

/**
 * Where a stream is cut depends on its bytes alone, not on how they arrived, so the same rows make the same
 * chunks. A row longer than a chunk is cut inside.
 */
export function createChunkCutter(size: number = chunkBytes): ChunkCutter {
  let held: Buffer[] = [];
  let heldBytes = 0;

  const take = (): Buffer => {
    const [first] = held;
    const all = held.length === 1 && first ? first : Buffer.concat(held, heldBytes);
    held = [];
    heldBytes = 0;
    return all;
  };

  return {
    push(bytes) {
      if (bytes.length === 0) return [];
      held.push(bytes);
      heldBytes += bytes.length;
      if (heldBytes < size) return [];
      let rest = take();
      const full: Buffer[] = [];
      while (rest.length >= size) {
        const last = rest.lastIndexOf(newline, size - 1);
        const cut = last < 0 ? size : last + 1;
        full.push(rest.subarray(0, cut));
        rest = rest.subarray(cut);
      }
      if (rest.length > 0) {
        // A copy, so that what was cut off is not kept alive by the rest.
        held = [Buffer.from(rest)];
        heldBytes = rest.length;
      }
      return full;
    },
    end: () => (heldBytes === 0 ? undefined : take()),
  };
}

/** Rows in COPY text: in it a line feed ends a row and is nothing else. */
export function countRows(bytes: Uint8Array): number {
  let rows = 0;
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] === newline) rows += 1;
  return rows;
}
