import { setImmediate as breathe } from 'node:timers/promises';
import type { TemporaryDatabase } from '../../store/temporary-database.ts';
import { createKeySet } from './key-set.ts';

/** Rows that are worked through in one go; between two, others get their turn. */
const batch = 5000;

/** What is kept of one table. */
export interface KeptKeys {
  readonly rows: number;
  /** The keys as a `KeySet`; none when there are too many of them. */
  readonly memory?: SharedArrayBuffer | undefined;
}

/** Up to so many keys of a table are taken into memory, 64 bytes each; more are looked up in the file. */
export const usuallyInMemory = 200_000;

/** Writes down the keys of one table's selected rows, for `openSubset`. */
export async function keepKeys(
  db: TemporaryDatabase,
  n: number,
  inMemory: number,
  signal: AbortSignal,
): Promise<KeptKeys> {
  // A key that is none, of a table without one, stands for all rows that are alike.
  db.exec(`CREATE TABLE k${n} (id BLOB PRIMARY KEY) WITHOUT ROWID`);
  const keep = db.prepare(
    `INSERT OR IGNORE INTO k${n}
     SELECT t.h0 FROM s${n} s CROSS JOIN t${n} t ON t.row = s.row WHERE s.seq > ? AND s.seq <= ?`,
  );
  const { end, rows } = db
    .prepare<{ readonly end: number | null; readonly rows: number }>(
      `SELECT max(seq) AS end, count(*) AS rows FROM s${n}`,
    )
    .get() ?? { end: 0, rows: 0 };
  for (let at = 0; at < (end ?? 0); at += batch) {
    signal.throwIfAborted();
    keep.run(at, at + batch);
    await breathe();
  }
  if (rows > inMemory) return { rows };
  const set = createKeySet(rows);
  for (const { id } of db.prepare<{ readonly id: Buffer }>(`SELECT id FROM k${n}`).all()) set.add(id);
  return { rows, memory: set.memory };
}
