import { openTemporaryDatabase } from '../../store/temporary-database.ts';
import { type TableName, tableText } from '../schema.ts';
import { createHashKey } from './hash-key.ts';
import { createKeySet } from './key-set.ts';

/** What another thread needs to ask which rows are kept: plain data. Without the key the file says nothing. */
export interface SubsetHandle {
  readonly file: string;
  /** 16 bytes. */
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

/** Up to so many keys of a table are taken into memory, 64 bytes each; more are looked up in the file. */
const usuallyInMemory = 200_000;

/** Opens a selection for reading, in any thread, as long as it was not released. */
export function openSubset(
  { file, key, tables }: SubsetHandle,
  { inMemory = usuallyInMemory }: { readonly inMemory?: number } = {},
): OpenSubset {
  const db = openTemporaryDatabase(file, { readonly: true });
  const hash = createHashKey(key);
  const sets = new Map<number, KeptRows['has']>();

  const load = (at: number): KeptRows['has'] => {
    const rows = db.prepare<{ readonly n: number }>(`SELECT count(*) AS n FROM k${at}`).get()?.n ?? 0;
    if (rows > inMemory) {
      const look = db.prepare<{ readonly found: number }>(`SELECT 1 AS found FROM k${at} WHERE id = ?`);
      return (bytes) => look.get(hash(bytes)) !== undefined;
    }
    const set = createKeySet(rows);
    for (const { id } of db.prepare<{ readonly id: Buffer }>(`SELECT id FROM k${at}`).all()) set.add(id);
    return (bytes) => set.has(hash(bytes));
  };

  return {
    keeps(table) {
      const found = tables[tableText(table)];
      if (!found) return undefined;
      const has = sets.get(found.at) ?? load(found.at);
      sets.set(found.at, has);
      return { columns: found.columns, has };
    },
    close: db.close,
  };
}
