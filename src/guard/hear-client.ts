import type { Duplex } from 'node:stream';
import { type FirstBytes, readFirstBytes } from './first-bytes.ts';

/** A client of a protocol whose server speaks first says nothing. */
const silentMs = 1000;

export interface Heard {
  readonly said: FirstBytes;
  /** All that has come so far; it is no longer in the stream. */
  readonly bytes: Buffer;
}

/** Waits for as much as tells whom a connection is for. The stream is paused afterwards. */
export function hearClient(client: Duplex, before = Buffer.alloc(0)): Promise<Heard> {
  return new Promise((resolve) => {
    let bytes = before;
    const done = (said: FirstBytes): void => {
      clearTimeout(timer);
      client.off('data', more).off('close', gone).pause();
      resolve({ said, bytes });
    };
    const gone = (): void => done({ kind: 'other' });
    const more = (chunk: Buffer): void => {
      bytes = Buffer.concat([bytes, chunk]);
      const said = readFirstBytes(bytes);
      if (said.kind !== 'more') done(said);
    };
    const timer = setTimeout(() => done({ kind: 'other' }), silentMs);
    client.on('data', more).once('close', gone);
    if (before.length > 0) more(Buffer.alloc(0));
  });
}
