import { openTemporaryDatabase } from '../../store/temporary-database.ts';
import { type TableName, tableText } from '../schema.ts';
import { createHashKey } from './hash-key.ts';

/** What another thread needs to ask which rows are kept: plain data. Without the key the file says nothing. */
export interface SubsetHandle {
  readonly file: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** By `tableText`, partitions too: the place of its kept keys, and the columns of the key. */
  readonly tables: Readonly<Record<string, { readonly at: number; readonly columns: readonly string[] }>>;
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
  const db = openTemporaryDatabase(file, { readonly: true });
  const hash = createHashKey(key);
  return {
    keeps(table) {
      const found = tables[tableText(table)];
      if (!found) return undefined;
      const look = db.prepare<{ readonly id: unknown }>(`SELECT 1 AS id FROM k${found.at} WHERE id = ?`);
      return { columns: found.columns, has: (bytes) => look.get(hash(bytes)) !== undefined };
    },
    close: db.close,
  };
}
