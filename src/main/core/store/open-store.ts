import { createEventRepository, type EventRepository } from './event-repository.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import { createNotices, type Notice } from './notices.ts';
import { type Freshness, openDatabase } from './open-database.ts';
import { createOperationRepository, type OperationRepository } from './operation-repository.ts';
import { createPreferenceRepository, type PreferenceRepository } from './preference-repository.ts';
import { createProjectRepository, type ProjectRepository } from './project-repository.ts';

/** The facts kept on this machine alone: one SQLite database in the data directory. */
export interface Store {
  readonly file: string;
  /** After `rebuilt`, whatever can be read from Docker's labels is to be read again. */
  readonly fresh: Freshness;
  readonly operations: OperationRepository;
  readonly events: EventRepository;
  readonly projects: ProjectRepository;
  readonly preferences: PreferenceRepository;
  /** What was found wrong with the data directory, in words. */
  readonly notices: () => readonly Notice[];
  /** One transaction: all of it or nothing. It survives the end of the process, not always a power cut. */
  readonly transaction: <T>(work: () => T) => T;
  /** One transaction that, once it returns, survives a power cut too, with all those before it. */
  readonly durably: <T>(work: () => T) => T;
  /** Moves the write-ahead log into the database file. */
  readonly checkpoint: () => void;
  readonly close: () => void;
}

export interface StoreOptions {
  /** The data directory; made when it is not there. */
  readonly home: string;
  /** Milliseconds since the epoch. */
  readonly now?: (() => number) | undefined;
}

/**
 * Opens the store of a data directory; synchronous, as every call on it is.
 * @throws BacklotError `home-readonly`, `home-invalid`, `disk-full`, `store-newer` or `store-failed`.
 */
export function openStore({ home, now = Date.now }: StoreOptions): Store {
  const notices = createNotices();
  const { db, fresh } = openDatabase({ home, now, notices, migrations: allMigrations });
  return {
    file: db.file,
    fresh,
    operations: createOperationRepository(db),
    events: createEventRepository(db),
    projects: createProjectRepository(db),
    preferences: createPreferenceRepository(db, notices),
    notices: notices.all,
    transaction: db.transaction,
    durably(work) {
      // The level holds from the next commit on, and syncing the log covers all that is in it.
      db.pragma('synchronous = FULL');
      try {
        return db.transaction(work);
      } finally {
        db.pragma('synchronous = NORMAL');
      }
    },
    checkpoint: () => {
      db.pragma('wal_checkpoint(TRUNCATE)');
    },
    close: db.close,
  };
}
