import { closeSync, openSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { fromFileSystem } from './file-errors.ts';
import { fromSqlite } from './sqlite-errors.ts';

/** A value of a temporary table. */
export type TemporaryValue = string | number | Uint8Array | null;

/** A prepared statement with its values by position. */
export interface TemporaryStatement<Row> {
  /** Answers how many rows it changed. */
  readonly run: (...values: readonly TemporaryValue[]) => number;
  readonly get: (...values: readonly TemporaryValue[]) => Row | undefined;
  readonly all: (...values: readonly TemporaryValue[]) => readonly Row[];
}

/** A SQLite file for the length of one piece of work: fast rather than durable, gone when it is closed. */
export interface TemporaryDatabase {
  readonly file: string;
  readonly exec: (sql: string) => void;
  readonly prepare: <Row = never>(sql: string) => TemporaryStatement<Row>;
  readonly transaction: <T>(work: () => T) => T;
  readonly close: () => void;
}

export interface TemporaryOptions {
  /** Only reads a file that is there, and leaves it there: another thread's view of one being kept. */
  readonly readonly?: boolean;
}

/**
 * Opens a SQLite file, for its owner alone (0600), that is removed when it is closed. It survives no crash;
 * what is left of one is a file in its folder.
 * @throws BacklotError `disk-full`, `home-readonly` or `store-failed`
 */
export function openTemporaryDatabase(
  file: string,
  { readonly = false }: TemporaryOptions = {},
): TemporaryDatabase {
  const mapped = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw fromSqlite(error, file);
    }
  };
  if (!readonly) {
    try {
      // SQLite itself would make it readable for the group.
      closeSync(openSync(file, 'wx', 0o600));
    } catch (error) {
      throw fromFileSystem(error, file);
    }
  }
  const remove = (): void => {
    if (!readonly) rmSync(file, { force: true });
  };
  const db = mapped(() => new Sqlite(file, { readonly, fileMustExist: true }));
  mapped(() => {
    if (!readonly) {
      // Nothing is taken back and nothing has to outlive a crash.
      db.pragma('journal_mode = OFF');
      db.pragma('synchronous = OFF');
    }
    // Kibibytes, when negative: what it may take of the memory.
    db.pragma('cache_size = -65536');
    // Sorting for an index spills into the same kind of file elsewhere, with the same hashes.
    db.pragma('temp_store = FILE');
  });
  const exec = (sql: string): void => {
    mapped(() => db.exec(sql));
  };
  return {
    file,
    exec,
    prepare<Row>(sql: string) {
      const statement = mapped(() => db.prepare<TemporaryValue[], Row>(sql));
      return {
        run: (...values) => mapped(() => statement.run(...values).changes),
        get: (...values) => mapped(() => statement.get(...values)),
        all: (...values) => mapped(() => statement.all(...values)),
      };
    },
    transaction(work) {
      exec('BEGIN');
      try {
        const result = work();
        exec('COMMIT');
        return result;
      } catch (error) {
        // Without a journal nothing can be rolled back; the file is of no use any more, and its owner goes.
        if (db.inTransaction) mapped(() => db.exec('COMMIT'));
        throw error;
      }
    },
    close() {
      try {
        mapped(() => db.close());
      } finally {
        remove();
      }
    },
  };
}
