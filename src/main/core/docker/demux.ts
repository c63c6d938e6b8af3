export interface Frame {
  readonly from: 'stdout' | 'stderr';
  readonly bytes: Buffer;
}

/**
 * Takes apart what the engine sends for a container without a terminal: frames of eight bytes of head
 * (kind, three zeros, length) and a body. Give it chunks as they come; a terminal's bytes have no frames.
 */
export function createDemux(): (chunk: Buffer) => readonly Frame[] {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const frames: Frame[] = [];
    while (rest.length >= 8) {
      const length = rest.readUInt32BE(4);
      if (rest.length < 8 + length) break;
      frames.push({ from: rest[0] === 2 ? 'stderr' : 'stdout', bytes: rest.subarray(8, 8 + length) });
      rest = rest.subarray(8 + length);
    }
    return frames;
  };
}
