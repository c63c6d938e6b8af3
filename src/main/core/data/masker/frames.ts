/** A message of a program with the bytes that go with it, as it stands in a stream. */
export interface Frame {
  readonly message: unknown;
  readonly data: Buffer;
}

/** Length of the message's JSON and of the bytes, 4 bytes each, big-endian. */
const headBytes = 8;
/** Far above what is sent: what is longer is no frame of ours. */
const longest = 256 * 1024 * 1024;

const isMarked = (value: unknown): value is { readonly $bytes: string } =>
  typeof value === 'object' && value !== null && '$bytes' in value && typeof value.$bytes === 'string';

/** Bytes inside a message stand in it as base64. */
const mark = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { $bytes: Buffer.from(value).toString('base64') } : value;
const unmark = (_: string, value: unknown): unknown =>
  isMarked(value) ? new Uint8Array(Buffer.from(value.$bytes, 'base64')) : value;

/** A buffer inside a message would turn itself into something else before it can be marked. */
const plain = (value: unknown): unknown => {
  if (Buffer.isBuffer(value)) return new Uint8Array(value);
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, plain(own)]));
};

/** A frame as it is written, in two parts: the second is `data` itself. */
export function encodeFrame(message: object, data: Uint8Array = new Uint8Array(0)): readonly Uint8Array[] {
  const json = Buffer.from(JSON.stringify(plain(message), mark));
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(json.length, 0);
  head.writeUInt32BE(data.length, 4);
  return [Buffer.concat([head, json]), data];
}

/** Takes a stream of frames apart, cut anywhere. @throws Error for what is none */
export function createFrameReader(): (chunk: Buffer) => readonly Frame[] {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let wanted = headBytes;

  return (chunk) => {
    held.push(chunk);
    heldBytes += chunk.length;
    const frames: Frame[] = [];
    while (heldBytes >= wanted) {
      const all = held.length === 1 && held[0] ? held[0] : Buffer.concat(held, heldBytes);
      held = [all];
      const json = all.readUInt32BE(0);
      const data = all.readUInt32BE(4);
      wanted = headBytes + json + data;
      if (wanted > longest) throw new Error('what came is no frame');
      if (heldBytes < wanted) break;
      frames.push({
        message: JSON.parse(all.toString('utf8', headBytes, headBytes + json), unmark),
        data: all.subarray(headBytes + json, wanted),
      });
      const rest = all.subarray(wanted);
      held = rest.length > 0 ? [rest] : [];
      heldBytes = rest.length;
      wanted = headBytes;
    }
    return frames;
  };
}
