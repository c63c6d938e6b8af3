import { BacklotError } from '../../../shared/errors.ts';
import type { Migration } from './migrations/migration.ts';
import type { Database } from './sqlite.ts';

export interface Migrated {
  readonly from: number;
  readonly to: number;
}

/** The schema version a database says it has; 0 before the first migration. */
export const versionOf = (db: Database): number => Number(db.pragma('user_version'));

/** The version this list of migrations leads to. */
export const latestVersion = (migrations: readonly Migration[]): number => migrations.at(-1)?.version ?? 0;

/** The refusal of a database that a newer app has written. */
export function storeNewer(file: string, found: number, known: number): BacklotError {
  return new BacklotError(
    'store-newer',
    `The database ${file} was written by a newer Backlot: it has version ${found}, this one knows up to ${known}.`,
    {
      hint: 'Update Backlot, or point BACKLOT_HOME at another folder.',
      details: { found, known },
    },
  );
}

/**
 * Brings a database to the latest version, each migration in one transaction of its own: one that
 * fails leaves the database at the version before it.
 * @throws BacklotError `store-failed` naming the migration; `disk-full`, `store-corrupt` as they are.
 */
export function migrate(db: Database, migrations: readonly Migration[]): Migrated {
  const from = versionOf(db);
  // A migration may rebuild a table that others refer to: references are checked at its end instead.
  db.pragma('foreign_keys = OFF');
  try {
    for (const { version, name, up } of migrations) {
      if (version <= from) continue;
      try {
        db.transaction(() => {
          db.exec(up);
          const broken = db.prepare<{ readonly table: string }>('PRAGMA foreign_key_check').get();
          if (broken) throw new Error(`rows of "${broken.table}" refer to rows that are not there`);
          db.pragma(`user_version = ${version}`);
        });
      } catch (error) {
        if (error instanceof BacklotError && error.code !== 'store-failed') throw error;
        throw new BacklotError(
          'store-failed',
          `The database ${db.file} could not be brought to version ${version} (${name}): ${
            error instanceof Error ? error.message : String(error)
          }`,
          {
            hint: 'The database is as it was; install the app version used before, and report this.',
            details: { from, to: version },
            cause: error,
          },
        );
      }
    }
  } finally {
    db.pragma('foreign_keys = ON');
  }
  return { from, to: versionOf(db) };
}
