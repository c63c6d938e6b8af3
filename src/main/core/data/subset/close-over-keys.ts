import { setImmediate as breathe } from 'node:timers/promises';
import type { TemporaryDatabase } from '../../store/temporary-database.ts';
import type { EdgePlace } from './key-pass.ts';

/** Selected rows that are worked through in one go; between two, others get their turn. */
const batch = 1000;

/** The statement that selects the other ends of an edge for a stretch of selected rows. */
interface Step {
  readonly from: number;
  readonly to: number;
  readonly run: (after: number, upTo: number, depth: number | null) => number;
}

/** From a row to what it refers to. CROSS JOIN keeps the order of the joins as it is written. */
function upwards(db: TemporaryDatabase, { child, childKey, parent, parentKey }: EdgePlace): Step {
  const statement = db.prepare(
    `INSERT OR IGNORE INTO s${parent} (row, depth)
     SELECT p.row, ? FROM s${child} s
     CROSS JOIN t${child} c ON c.row = s.row
     CROSS JOIN t${parent} p ON p.h${parentKey} = c.h${childKey}
     WHERE s.seq > ? AND s.seq <= ?`,
  );
  return { from: child, to: parent, run: (after, upTo, depth) => statement.run(depth, after, upTo) };
}

/** From a row to those that refer to it; with a limit the first by their pick. */
function downwards(db: TemporaryDatabase, { edge, child, childKey, parent, parentKey }: EdgePlace): Step {
  const found = (columns: string): string =>
    `SELECT ${columns} FROM s${parent} s
     CROSS JOIN t${parent} p ON p.row = s.row
     CROSS JOIN t${child} c ON c.h${childKey} = p.h${parentKey}
     WHERE s.seq > ? AND s.seq <= ?`;
  const rows =
    edge.limit === undefined
      ? found('c.row, ?')
      : `SELECT row, ? FROM (${found(
          `c.row AS row, row_number() OVER (PARTITION BY s.row ORDER BY c.pick, c.h0) AS nth`,
        )}) WHERE nth <= ${edge.limit}`;
  const statement = db.prepare(`INSERT OR IGNORE INTO s${child} (row, depth) ${rows}`);
  return { from: parent, to: child, run: (after, upTo, depth) => statement.run(depth, after, upTo) };
}

/**
 * Selects, from the roots on, children down to their limits, then whatever a selected row refers to, and the
 * children of those that have one at most, until nothing new is found.
 * @param tables how many there are
 * @param depth steps from a root; undefined: all
 */
export async function closeOverKeys(
  db: TemporaryDatabase,
  tables: number,
  places: readonly EdgePlace[],
  depth: number | undefined,
  signal: AbortSignal,
): Promise<void> {
  const ends = Array.from({ length: tables }, (_, n) =>
    db.prepare<{ readonly end: number | null }>(`SELECT max(seq) AS end FROM s${n}`),
  );
  const endOf = (n: number): number => ends[n]?.get()?.end ?? 0;

  const walk = async (step: Step, after: number, upTo: number, level: number | null): Promise<void> => {
    for (let at = after; at < upTo; at += batch) {
      signal.throwIfAborted();
      db.transaction(() => step.run(at, Math.min(at + batch, upTo), level));
      await breathe();
    }
  };

  // Downwards, level by level: rows of one level stand together, since each is selected once.
  const down = places
    .filter(({ edge }) => edge.follow !== 'never')
    .map((place) => ({ step: downwards(db, place), most: place.edge.depth ?? depth ?? Infinity }));
  let begins = Array.from({ length: tables }, () => 0);
  for (let level = 0; ; level++) {
    const levelEnds = begins.map((_, n) => endOf(n));
    if (levelEnds.every((end, n) => end === begins[n])) break;
    for (const { step, most } of down) {
      if (level < most) await walk(step, begins[step.from] ?? 0, levelEnds[step.from] ?? 0, level + 1);
    }
    begins = levelEnds;
  }

  // Upwards from all that is there, in whatever order it comes.
  const up = places.map((place) => upwards(db, place));
  const single = places.filter(({ edge }) => edge.follow === 'always').map((place) => downwards(db, place));
  const steps = [...up, ...single].map((step) => ({ step, done: 0 }));
  for (let moved = true; moved; ) {
    moved = false;
    for (const one of steps) {
      const end = endOf(one.step.from);
      if (end === one.done) continue;
      await walk(one.step, one.done, end, null);
      one.done = end;
      moved = true;
    }
  }
}
