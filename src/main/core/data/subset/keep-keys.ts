import { setImmediate as breathe } from 'node:timers/promises';
import type { TemporaryDatabase } from '../../store/temporary-database.ts';

/** Rows that are worked through in one go; between two, others get their turn. */
const batch = 5000;

/** Writes down the keys of one table's selected rows, for `openSubset`; answers how many rows that are. */
export async function keepKeys(db: TemporaryDatabase, n: number, signal: AbortSignal): Promise<number> {
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
  return rows;
}
