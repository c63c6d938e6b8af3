import { readCopyInPlace, readRows } from './read-session.ts';
import type { RowReader } from './row-reader.ts';
import { openWire, type WireSession } from './wire/open-wire.ts';
import type { WireAddress } from './wire/wire-address.ts';

/** Reads a server over connections of our own; there is no other way. One copy after the other goes over the same. */
export function wireReader(address: WireAddress): RowReader {
  const { name } = address;
  const open = (signal: AbortSignal): Promise<WireSession> => openWire(address, signal);
  let idle: WireSession | undefined;
  let closed = false;

  const take = (signal: AbortSignal): Promise<WireSession> => {
    const known = idle;
    idle = undefined;
    return known ? Promise.resolve(known) : open(signal);
  };
  const giveBack = (session: WireSession): void => {
    if (closed || idle) session.close();
    else idle = session;
  };

  return {
    query: (sql, signal, options) => readRows({ name, wire: open }, sql, options, signal),
    copyOut: (copy, signal, options) =>
      readCopyInPlace({ name, wire: take, giveBack }, copy, options, signal),
    close() {
      closed = true;
      idle?.close();
      idle = undefined;
    },
  };
}
