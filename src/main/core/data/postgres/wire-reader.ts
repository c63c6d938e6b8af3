import { readCopyInPlace, readRows } from './read-session.ts';
import type { RowReader } from './row-reader.ts';
import { openWire } from './wire/open-wire.ts';
import type { WireAddress } from './wire/wire-address.ts';

/** Reads a server over connections of our own; there is no other way. */
export function wireReader(address: WireAddress): RowReader {
  const ways = { name: address.name, wire: (signal: AbortSignal) => openWire(address, signal) };
  return {
    query: (sql, signal, options) => readRows(ways, sql, options, signal),
    copyOut: (copy, signal, options) => readCopyInPlace(ways, copy, options, signal),
    close: () => {},
  };
}
