/** Turns a byte stream into text frames, each behind its length in four bytes, big end first. */
export interface FrameReader {
  /** Takes the next bytes; calls back with each frame they complete. */
  readonly push: (chunk: Buffer) => void;
}

export const headerBytes = 4;

/** One frame as bytes. */
export function frameBytes(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(headerBytes + length);
  bytes.writeUInt32BE(length, 0);
  bytes.write(text, headerBytes);
  return bytes;
}

/**
 * Reads frames of at most `limit` bytes. An announcement past it calls `tooLarge` once, before a byte of
 * that frame is kept, and nothing is read after it. Whole frames are decoded at once, so a letter split
 * across chunks stays whole.
 */
export function createFrameReader(
  limit: number,
  on: { readonly frame: (text: string) => void; readonly tooLarge: (bytes: number) => void },
): FrameReader {
  let chunks: Buffer[] = [];
  let buffered = 0;
  let wanted: number | undefined;
  let refused = false;

  /** The next `count` buffered bytes, joined only when they lie in several chunks. */
  const take = (count: number): Buffer => {
    const [first] = chunks;
    const whole = first && first.length >= count ? first : Buffer.concat(chunks);
    const rest = whole.subarray(count);
    if (whole === first) {
      if (rest.length > 0) chunks[0] = rest;
      else chunks.shift();
    } else chunks = rest.length > 0 ? [rest] : [];
    buffered -= count;
    return whole.subarray(0, count);
  };

  return {
    push(chunk) {
      if (refused || chunk.length === 0) return;
      chunks.push(chunk);
      buffered += chunk.length;
      for (;;) {
        if (wanted === undefined) {
          if (buffered < headerBytes) return;
          wanted = take(headerBytes).readUInt32BE(0);
          if (wanted > limit) {
            refused = true;
            chunks = [];
            on.tooLarge(wanted);
            return;
          }
        }
        if (buffered < wanted) return;
        const frame = take(wanted);
        wanted = undefined;
        on.frame(frame.toString('utf8'));
      }
    },
  };
}
