import { openTemporaryDatabase, type TemporaryDatabase } from '../../store/temporary-database.ts';
import { type TableName, tableText } from '../schema.ts';
import { createHashKey } from './hash-key.ts';
import { keySetOver } from './key-set.ts';

/** What another thread needs to ask which rows are kept: plain data. Without the key the file says nothing. */
export interface SubsetHandle {
  readonly file: string;
  /** 16 bytes. */
  readonly key: Uint8Array;
  /** By `tableText`, partitions too: the place of its kept keys, and the columns of the key. */
  readonly tables: Readonly<
    Record<
      string,
      {
        readonly at: number;
        readonly columns: readonly string[];
        /** The keys as a `KeySet`, where they are in memory; others are looked up in the file. */
        readonly memory?: SharedArrayBuffer | undefined;
      }
    >
  >;
}

/** Says of a key whether its row is kept: its fields as COPY writes them, with tabs between. */
export interface KeptRows {
  readonly columns: readonly string[];
  readonly has: (key: Buffer) => boolean;
}

export interface OpenSubset {
  /** Undefined for a table that is taken whole. A partition is asked by the name of its own. */
  readonly keeps: (table: TableName) => KeptRows | undefined;
  readonly close: () => void;
}

/** Opens a selection for reading, in any thread, as long as it was not released. */
export function openSubset({ file, key, tables }: SubsetHandle): OpenSubset {
  let db: TemporaryDatabase | undefined;
  const hash = createHashKey(key);
  const known = new Map<number, KeptRows['has']>();

  const open = (at: number, memory: SharedArrayBuffer | undefined): KeptRows['has'] => {
    if (memory) {
      const set = keySetOver(memory);
      return (bytes) => set.has(hash(bytes));
    }
    db ??= openTemporaryDatabase(file, { readonly: true });
    const look = db.prepare<{ readonly found: number }>(`SELECT 1 AS found FROM k${at} WHERE id = ?`);
    return (bytes) => look.get(hash(bytes)) !== undefined;
  };

  return {
    keeps(table) {
      const found = tables[tableText(table)];
      if (!found) return undefined;
      const has = known.get(found.at) ?? open(found.at, found.memory);
      known.set(found.at, has);
      return { columns: found.columns, has };
    },
    close: () => db?.close(),
  };
}
