import type { Migration } from './migration.ts';

/** The journal: operations, their steps, and the stream of events. */
export const journal: Migration = {
  version: 1,
  name: 'journal',
  up: `
    CREATE TABLE operation (
      number      INTEGER PRIMARY KEY AUTOINCREMENT,
      id          TEXT NOT NULL UNIQUE,
      kind        TEXT NOT NULL,
      title       TEXT NOT NULL,
      state       TEXT NOT NULL
                  CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted')),
      cancelling  INTEGER NOT NULL CHECK (cancelling IN (0, 1)),
      phase       TEXT NOT NULL CHECK (phase IN ('plan', 'run', 'undo')),
      ending      TEXT CHECK (ending IN ('failed', 'cancelled')),
      locks       TEXT NOT NULL,
      project     TEXT,
      input       TEXT NOT NULL,
      created_at  INTEGER NOT NULL,
      started_at  INTEGER,
      finished_at INTEGER,
      progress    REAL NOT NULL,
      error       TEXT,
      result      TEXT
    ) STRICT;

    CREATE INDEX operation_unfinished ON operation (number) WHERE finished_at IS NULL;
    CREATE INDEX operation_finished ON operation (finished_at) WHERE finished_at IS NOT NULL;

    CREATE TABLE step (
      operation        TEXT NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
      position         INTEGER NOT NULL,
      id               TEXT NOT NULL,
      after            TEXT NOT NULL,
      verb             TEXT NOT NULL,
      resource         TEXT NOT NULL,
      cause            TEXT NOT NULL,
      weight           REAL NOT NULL,
      destructive      INTEGER NOT NULL CHECK (destructive IN (0, 1)),
      args             TEXT NOT NULL,
      state            TEXT NOT NULL
                       CHECK (state IN ('pending', 'running', 'done', 'failed', 'undone', 'skipped')),
      progress_current REAL,
      progress_total   REAL,
      progress_unit    TEXT CHECK (progress_unit IN ('bytes', 'items')),
      text             TEXT,
      started_at       INTEGER,
      finished_at      INTEGER,
      error            TEXT,
      output           TEXT,
      PRIMARY KEY (operation, id)
    ) STRICT, WITHOUT ROWID;

    -- AUTOINCREMENT keeps the highest seq ever given, also after retention dropped its row.
    CREATE TABLE event (
      seq       INTEGER PRIMARY KEY AUTOINCREMENT,
      operation TEXT NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
      at        INTEGER NOT NULL,
      resource  TEXT,
      parent    TEXT,
      status    TEXT NOT NULL,
      text      TEXT NOT NULL,
      current   REAL,
      total     REAL,
      unit      TEXT CHECK (unit IN ('bytes', 'items'))
    ) STRICT;

    CREATE INDEX event_of_operation ON event (operation, seq);
  `,
};
