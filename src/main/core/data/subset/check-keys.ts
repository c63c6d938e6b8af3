import { setImmediate as breathe } from 'node:timers/promises';
import type { TemporaryDatabase } from '../../store/temporary-database.ts';
import type { EdgePlace } from './key-pass.ts';

/** Selected rows that are looked at in one go; between two, others get their turn. */
const batch = 5000;

export interface EdgeCheck {
  /** Rows that are kept and refer to a row of the source that is not: none, or the closure is wrong. */
  readonly broken: number;
  /** Rows that are kept and refer to nothing in the source either: only what no database checks can. */
  readonly dangling: number;
}

/** The anti-joins of one edge over what is selected. */
export async function checkKeys(
  db: TemporaryDatabase,
  { child, childKey, parent, parentKey }: EdgePlace,
  signal: AbortSignal,
): Promise<EdgeCheck> {
  const target = `SELECT 1 FROM t${parent} p WHERE p.h${parentKey} = c.h${childKey}`;
  const kept = `SELECT 1 FROM t${parent} p JOIN s${parent} k ON k.row = p.row WHERE p.h${parentKey} = c.h${childKey}`;
  // A row without a kept target is rare: only for such a one is it asked whether there is one at all.
  const count = db.prepare<{ readonly missed: number; readonly broken: number }>(
    `SELECT count(*) AS missed, coalesce(sum(EXISTS (${target})), 0) AS broken
     FROM s${child} s CROSS JOIN t${child} c ON c.row = s.row
     WHERE s.seq > ? AND s.seq <= ? AND c.h${childKey} IS NOT NULL AND NOT EXISTS (${kept})`,
  );
  const end =
    db.prepare<{ readonly end: number | null }>(`SELECT max(seq) AS end FROM s${child}`).get()?.end ?? 0;
  let [missed, broken] = [0, 0];
  for (let at = 0; at < end; at += batch) {
    signal.throwIfAborted();
    const found = count.get(at, at + batch);
    missed += found?.missed ?? 0;
    broken += found?.broken ?? 0;
    await breathe();
  }
  return { broken, dangling: missed - broken };
}
