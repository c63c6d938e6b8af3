import type { GuardCounters } from '../shared/model/isolation.ts';

/** One flow that the firewall has seen. */
export interface Seen {
  readonly from: string;
  readonly to: string;
  /** A port, or a protocol's name or number. */
  readonly what: string;
  readonly packets: number;
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The objects of one kind in what `nft -j` writes. */
const objects = (json: string, kind: string) =>
  list(record(JSON.parse(json)).nftables).flatMap((one) => {
    const found = record(one)[kind];
    return found === undefined ? [] : [record(found)];
  });

/** Reads `nft -j list counters`. */
export function readCounters(json: string): GuardCounters {
  const all = new Map(objects(json, 'counter').map((one) => [one.name, one]));
  const of = (name: string, key: string): number => Number(all.get(name)?.[key] ?? 0);
  return {
    leftPackets: of('left', 'packets'),
    leftBytes: of('left', 'bytes'),
    droppedPackets: of('dropped', 'packets'),
  };
}

/** The elements of a set, each with its parts and packets. */
const elements = (json: string) =>
  list(objects(json, 'set')[0]?.elem).map((one) => {
    const inner = record(record(one).elem);
    const value = record(inner.val ?? one).concat;
    return { parts: list(value).map(String), packets: Number(record(inner.counter).packets ?? 0) };
  });

/** Reads a set of flows that services tried, with their packets since it was filled. */
export const readSeen = (json: string): readonly Seen[] =>
  elements(json).map(({ parts: [from = '', to = '', what = ''], packets }) => ({ from, to, what, packets }));

/** Reads the set of connections: where each was headed, by "address:port" of who opened it. */
export const readOpened = (
  json: string,
): ReadonlyMap<string, { readonly address: string; readonly port: number }> =>
  new Map(
    elements(json).map(({ parts: [from, source, address = '', port] }) => [
      `${from}:${source}`,
      { address, port: Number(port) },
    ]),
  );
