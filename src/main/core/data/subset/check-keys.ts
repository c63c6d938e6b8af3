import type { TemporaryDatabase } from '../../store/temporary-database.ts';
import type { EdgePlace } from './key-pass.ts';

export interface EdgeCheck {
  /** Rows that are kept and refer to a row of the source that is not: none, or the closure is wrong. */
  readonly broken: number;
  /** Rows that are kept and refer to nothing in the source either: only what no database checks can. */
  readonly dangling: number;
}

/** The anti-joins of one edge over what is selected. */
export function checkKeys(
  db: TemporaryDatabase,
  { child, childKey, parent, parentKey }: EdgePlace,
): EdgeCheck {
  const target = `SELECT 1 FROM t${parent} p WHERE p.h${parentKey} = c.h${childKey}`;
  const kept = `SELECT 1 FROM t${parent} p JOIN s${parent} k ON k.row = p.row WHERE p.h${parentKey} = c.h${childKey}`;
  const count = (condition: string): number =>
    db
      .prepare<{ readonly n: number }>(
        `SELECT count(*) AS n FROM s${child} s CROSS JOIN t${child} c ON c.row = s.row
         WHERE c.h${childKey} IS NOT NULL AND ${condition}`,
      )
      .get()?.n ?? 0;
  return {
    broken: count(`EXISTS (${target}) AND NOT EXISTS (${kept})`),
    dangling: count(`NOT EXISTS (${target})`),
  };
}
