import type { Migration } from './migration.ts';

/** What this machine's user did and chose: recent projects and preferences. */
export const localFacts: Migration = {
  version: 2,
  name: 'local facts',
  up: `
    CREATE TABLE project (
      path      TEXT NOT NULL PRIMARY KEY,
      name      TEXT NOT NULL,
      opened_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE preference (
      key   TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
