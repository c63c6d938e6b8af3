import type { Readable, Writable } from 'node:stream';
import type { ContainerPlace } from './postgres-programs.ts';
import type { ReaderPlace } from './reader-place.ts';

/**
 * A PostgreSQL server that can be read. Every call is a session of its own, through `psql` beside the server
 * (no published port is needed) or beside us for a URL: read-only, with time-outs for statements and locks.
 */
export interface PostgresSource {
  /** For people and receipts: an environment's name, or a URL without its password. */
  readonly name: string;
  /** Rows of one query; each column as text, null as null. @throws BacklotError as `mapPostgresError` says. */
  readonly query: (sql: string, signal: AbortSignal, options?: InSnapshot) => Promise<readonly Row[]>;
  /**
   * `COPY (…) TO STDOUT` in text format as it comes; ends after the last row. A failure destroys the stream
   * with a BacklotError, so an end without an error is a whole answer.
   */
  readonly copyOut: (copy: string, signal: AbortSignal, options?: InSnapshot) => Promise<Readable>;
  /**
   * Holds one consistent moment open for `query` and `copyOut` of any number of sessions, with a lock on every
   * table. @throws BacklotError `source-denied`, with names, when the user can't read all of the database
   */
  readonly snapshot: (signal: AbortSignal) => Promise<ExportedSnapshot>;
  /**
   * The schema by `pg_dump` of the server's own version, as SQL statements, in the same moment. Pre-data makes
   * the roles that its owners and grants name; nothing in it is a command of `psql`.
   */
  readonly dumpSchema: (
    section: 'pre-data' | 'post-data',
    signal: AbortSignal,
    options?: InSnapshot,
  ) => Promise<string>;
  /** How another thread of this process reads it without us; absent where only this one can. */
  readonly reader?: ReaderPlace | undefined;
  /** The container whose server it is, where a program can stand beside it. */
  readonly beside?: ContainerPlace | undefined;
  readonly close: () => Promise<void>;
}

export type Row = Readonly<Record<string, string | null>>;

export interface InSnapshot {
  /** Id of an exported snapshot. */
  readonly snapshot?: string | undefined;
  /** Definitions name every object with its schema: the search path is empty. */
  readonly qualified?: boolean | undefined;
}

export interface ExportedSnapshot {
  readonly id: string;
  /** Milliseconds since the epoch: the moment T. */
  readonly takenAt: number;
  /** Aborted, with the BacklotError that says why, when the session that holds it ended by itself. */
  readonly lost?: AbortSignal | undefined;
  readonly release: () => Promise<void>;
}

/** A PostgreSQL server that is written: the disposable one of a bake. */
export interface PostgresTarget {
  /** Runs SQL to its end in one session. */
  readonly run: (sql: string, signal: AbortSignal) => Promise<void>;
  readonly query: (sql: string, signal: AbortSignal) => Promise<readonly Row[]>;
  /**
   * A session of `psql` that reads its script, COPY data in it included, from the stream; `done` settles with
   * its end.
   */
  readonly feed: (signal: AbortSignal) => { readonly input: Writable; readonly done: Promise<void> };
}
