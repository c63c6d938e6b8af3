import type { Database } from './sqlite.ts';

/** A project folder that was opened. */
export interface OpenedProject {
  /** Absolute path. */
  readonly path: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
}

/** The projects opened on this machine. */
export interface ProjectRepository {
  /** Newest first. */
  readonly recent: () => readonly OpenedProject[];
  /** Notes a project as opened; a known path takes the new name and time. */
  readonly note: (project: OpenedProject) => void;
  readonly forget: (path: string) => void;
}

/** Older ones beyond this many are forgotten. */
const keep = 100;

export function createProjectRepository(db: Database): ProjectRepository {
  const recent = db.prepare<OpenedProject>(
    'SELECT path, name, opened_at AS openedAt FROM project ORDER BY opened_at DESC, path',
  );
  const note = db.prepare(`
    INSERT INTO project (path, name, opened_at) VALUES (:path, :name, :openedAt)
    ON CONFLICT (path) DO UPDATE SET name = excluded.name, opened_at = excluded.opened_at`);
  const trim = db.prepare(`
    DELETE FROM project WHERE path NOT IN (
      SELECT path FROM project ORDER BY opened_at DESC, path LIMIT :keep
    )`);
  const forget = db.prepare('DELETE FROM project WHERE path = :path');

  return {
    recent: () => recent.all(),
    note: ({ path, name, openedAt }) => {
      db.transaction(() => {
        note.run({ path, name, openedAt });
        trim.run({ keep });
      });
    },
    forget: (path) => {
      forget.run({ path });
    },
  };
}
