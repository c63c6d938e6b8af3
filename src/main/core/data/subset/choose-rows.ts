import { BacklotError } from '../../../../shared/errors.ts';
import { openTemporaryDatabase, type TemporaryDatabase } from '../../store/temporary-database.ts';
import { checkKeys } from './check-keys.ts';
import { closeOverKeys } from './close-over-keys.ts';
import { createHashKey } from './hash-key.ts';
import { type KeptKeys, keepKeys } from './keep-keys.ts';
import type { KeyPasses } from './key-pass.ts';
import { createKeyTables, indexKeys, loadKeys } from './load-keys.ts';

/** What rows are chosen by: plain data, so that another thread can do it. */
export interface RowsWanted extends KeyPasses {
  readonly depth?: number | undefined;
  /** A file that is not there yet, of hashed keys. */
  readonly file: string;
  /** 16 bytes, of this process. */
  readonly key: Uint8Array;
  /** The project's secret, so that a share picks the same rows each time. */
  readonly secret: Uint8Array;
  /** Keys of a table that are taken into memory at most. */
  readonly inMemory: number;
}

/** The COPY text of one pass. */
export type OpenPass = (pass: number, signal: AbortSignal) => Promise<AsyncIterable<Buffer>>;

export interface ChosenRows {
  /** For each pass how many rows its table has, and what of them is kept. */
  readonly tables: readonly (KeptKeys & { readonly of: number })[];
  /** Keys of the source that refer to nothing, in words; never a value. */
  readonly notes: readonly string[];
  /** Removes the file. */
  readonly close: () => void;
}

export type ChooseRows = (
  wanted: RowsWanted,
  open: OpenPass,
  onPass: (pass: number, rows: number) => void,
  signal: AbortSignal,
) => Promise<ChosenRows>;

/** The closure is made to hold; that it does is looked at all the same, for every key. */
async function checkAll(
  db: TemporaryDatabase,
  { places }: KeyPasses,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const place of places) {
    const { broken, dangling } = await checkKeys(db, place, signal);
    if (broken > 0)
      throw new BacklotError('internal', `${broken} rows would refer to nothing: ${place.edge.name}.`, {
        hint: 'This is a defect: please report it with the foreign keys of these tables.',
        details: { edge: place.edge.name, rows: broken },
      });
    const many = dangling === 1 ? '1 row refers' : `${dangling} rows refer`;
    if (dangling > 0) notes.push(`${many} to nothing in the source either: ${place.edge.name}.`);
  }
  return notes;
}

/** Chooses rows in the thread that calls it, which is busy with it meanwhile. */
export const chooseRows: ChooseRows = async (wanted, open, onPass, signal) => {
  const { passes, places, depth, file, key, secret, inMemory } = wanted;
  const hash = createHashKey(key);
  const db = openTemporaryDatabase(file);
  try {
    createKeyTables(db, passes);
    const rows: number[] = [];
    for (const [n, pass] of passes.entries()) {
      rows.push(await loadKeys(db, n, pass, await open(n, signal), { hash, secret }, signal));
      onPass(n, rows[n] ?? 0);
    }
    indexKeys(db, places);
    await closeOverKeys(db, passes.length, places, depth, signal);
    const notes = await checkAll(db, wanted, signal);
    const tables: ChosenRows['tables'][number][] = [];
    for (const n of passes.keys())
      tables.push({ ...(await keepKeys(db, n, inMemory, signal)), of: rows[n] ?? 0 });
    return { tables, notes, close: db.close };
  } catch (error) {
    db.close();
    throw error;
  }
};
