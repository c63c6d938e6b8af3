import type { SnapshotReader } from './read-snapshot.ts';

export interface Verified {
  readonly tables: number;
  readonly rows: number;
  readonly chunks: number;
  /** Bytes of its files that were read. */
  readonly bytes: number;
}

/**
 * Reads every byte of a snapshot again: seals, sizes, row counts and hashes. `onProgress` is told the bytes of
 * its files. @throws BacklotError `snapshot-corrupt` naming the file
 */
export async function verifySnapshot(
  reader: SnapshotReader,
  signal: AbortSignal,
  onProgress: (bytes: number, total: number, table: string) => void = () => {},
): Promise<Verified> {
  const { tables } = reader.manifest;
  const sizes = tables.map((table) => table.chunks.reduce((sum, { stored }) => sum + stored, 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let read = 0;
  for (const table of tables) {
    const name = `${table.schema}.${table.name}`;
    let index = 0;
    for await (const _ of reader.rows(table, signal)) {
      read += table.chunks[index]?.stored ?? 0;
      index += 1;
      onProgress(read, total, name);
    }
  }
  return {
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    chunks: tables.reduce((sum, { chunks }) => sum + chunks.length, 0),
    bytes: read,
  };
}
