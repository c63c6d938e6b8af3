import { createHash, hash } from 'node:crypto';

/** SHA-256 of the rows in one chunk, hex. */
export const chunkHash = (rows: Uint8Array): string => hash('sha256', rows);

/**
 * The hash of a table's rows, hex: SHA-256 over the SHA-256 of each of its chunks in their order. So whoever packs a
 * chunk hashes it, and nobody has to see all rows of a table one after the other.
 */
export function rowsHash(chunks: readonly string[]): string {
  const all = createHash('sha256');
  for (const chunk of chunks) all.update(chunk, 'hex');
  return all.digest('hex');
}

/** Takes a table's chunks in their order. */
export interface RowsHash {
  readonly update: (rows: Uint8Array) => void;
  readonly digest: () => string;
}

/** As a manifest of a version has it: the first had SHA-256 over the rows themselves. */
export function createRowsHash(version: 1 | 2): RowsHash {
  const whole = createHash('sha256');
  return {
    update: (rows) => {
      if (version === 1) whole.update(rows);
      else whole.update(chunkHash(rows), 'hex');
    },
    digest: () => whole.digest('hex'),
  };
}
