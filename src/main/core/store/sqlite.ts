import Sqlite from 'better-sqlite3';
import { fromSqlite } from './sqlite-errors.ts';

/** A value in a column of ours: STRICT tables hold TEXT, INTEGER and REAL alone. */
export type Value = string | number | null;
export type Params = Readonly<Record<string, Value>>;

/** A prepared statement; `Row` is what the STRICT schema guarantees of its columns. */
export interface Statement<Row> {
  /** Answers how many rows it changed. */
  readonly run: (params?: Params) => number;
  readonly get: (params?: Params) => Row | undefined;
  readonly all: (params?: Params) => readonly Row[];
}

/** An open SQLite file. Every error that leaves it is a `BacklotError`. */
export interface Database {
  readonly file: string;
  readonly prepare: <Row = never>(sql: string) => Statement<Row>;
  readonly exec: (sql: string) => void;
  /** Reads or sets one pragma; answers its first value. */
  readonly pragma: (text: string) => unknown;
  /** One transaction, taken for writing from the start; inside another one it joins that one. */
  readonly transaction: <T>(work: () => T) => T;
  readonly close: () => void;
}

export interface OpenOptions {
  readonly readonly?: boolean;
  /** Told of every error of this file, mapped; used to notice damage while running. */
  readonly onError?: (error: unknown) => void;
}

/** How long a statement waits for another program's lock, in milliseconds. */
const busyTimeout = 2_000;

/**
 * Opens one SQLite file, making it when it is not there. The only importer of better-sqlite3.
 * @throws BacklotError `disk-full`, `home-readonly`, `store-corrupt` or `store-failed`.
 */
export function openSqlite(file: string, { readonly = false, onError }: OpenOptions = {}): Database {
  const mapped = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      const own = fromSqlite(error, file);
      onError?.(own);
      throw own;
    }
  };

  const db = mapped(() => new Sqlite(file, { readonly, fileMustExist: readonly, timeout: busyTimeout }));

  const prepare = <Row = never>(sql: string): Statement<Row> => {
    const statement = mapped(() => db.prepare<[Params], Row>(sql));
    return {
      run: (params = {}) => mapped(() => statement.run(params).changes),
      get: (params = {}) => mapped(() => statement.get(params)),
      all: (params = {}) => mapped(() => statement.all(params)),
    };
  };

  const exec = (sql: string): void => {
    mapped(() => db.exec(sql));
  };

  return {
    file,
    prepare,
    exec,
    pragma: (text) => mapped(() => db.pragma(text, { simple: true })),
    transaction(work) {
      if (db.inTransaction) return work();
      exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        exec('COMMIT');
        return result;
      } catch (error) {
        // SQLite itself has rolled back after some errors, a full disk among them.
        if (db.inTransaction) exec('ROLLBACK');
        throw error;
      }
    },
    close: () => {
      mapped(() => db.close());
    },
  };
}
