/** A message of the server; `d` is a part of a copy's rows, not always a whole message of it. */
export interface Message {
  readonly type: string;
  readonly body: Buffer;
}

const headBytes = 5;
const copyData = 0x64;
/** Far above any message that is not a row: what is longer is no PostgreSQL server. */
const longestBody = 64 * 1024 * 1024;

/**
 * Takes apart what a server sends: a letter, a length, a body. Rows of a copy are put together within the
 * chunk they came in, which is overwritten for that; all else waits until it is whole.
 */
export function createUnframe(): (chunk: Buffer) => readonly Message[] {
  const head = Buffer.alloc(headBytes);
  let headFilled = 0;
  let left = 0;
  let parts: Buffer[] = [];

  return (chunk) => {
    const messages: Message[] = [];
    let read = 0;
    let write = 0;
    let told = 0;
    const tellRows = (): void => {
      if (write > told) messages.push({ type: 'd', body: chunk.subarray(told, write) });
      told = write;
    };
    while (read < chunk.length) {
      if (headFilled < headBytes) {
        // Most heads are whole: they are read where they are.
        if (headFilled === 0 && chunk.length - read >= headBytes) {
          head[0] = chunk[read] ?? 0;
          left = chunk.readUInt32BE(read + 1) - 4;
          read += headBytes;
          headFilled = headBytes;
        } else {
          const taken = chunk.copy(head, headFilled, read, read + headBytes - headFilled);
          headFilled += taken;
          read += taken;
          if (headFilled < headBytes) break;
          left = head.readUInt32BE(1) - 4;
        }
        if (left < 0 || (head[0] !== copyData && left > longestBody))
          throw new Error('what answers is no PostgreSQL server');
      }
      const taken = Math.min(left, chunk.length - read);
      if (head[0] === copyData) {
        chunk.copyWithin(write, read, read + taken);
        write += taken;
      } else if (taken > 0) parts.push(Buffer.from(chunk.subarray(read, read + taken)));
      read += taken;
      left -= taken;
      if (left > 0) continue;
      headFilled = 0;
      if (head[0] === copyData) continue;
      tellRows();
      messages.push({ type: String.fromCharCode(head[0] ?? 0), body: Buffer.concat(parts) });
      parts = [];
    }
    tellRows();
    return messages;
  };
}
