import type { BakeDatabase } from './bake-database.ts';

/** A snapshot as far as baking is concerned. */
export interface BakeSnapshot {
  readonly id: string;
  /** Milliseconds since the epoch: the moment T. */
  readonly takenAt: number;
  /** The service whose data it is. */
  readonly service: string;
  /** "PostgreSQL 15.14". */
  readonly engine: string;
}

/** What a table must hold once it is restored. */
export interface ExpectedTable {
  /** As SQL writes it, quoted where it needs it. */
  readonly name: string;
  readonly rows: number;
  /** SHA-256 over its rows' COPY text, hex: what was loaded had it, or the restore has failed. */
  readonly hash: string;
}

/** What a restore has made. */
export interface Restored {
  /** The server that holds it: "PostgreSQL 15.14". */
  readonly engine: string;
  /** What must be in it now. */
  readonly tables: readonly ExpectedTable[];
  /** What the server itself says it has taken, as far as it said; the rest is to be counted. */
  readonly taken: readonly { readonly name: string; readonly rows: number }[];
}

/** Where snapshots come from, as baking asks. */
export interface SnapshotBakes {
  /** The newest whole snapshot for a dataset of a project (absolute path); undefined where none was pulled. */
  readonly latest: (
    project: string,
    dataset: string,
    signal: AbortSignal,
  ) => Promise<BakeSnapshot | undefined>;
  /**
   * Fills an empty database of a server: schema, rows, indexes, keys. Rows with another hash than the receipt's
   * are never loaded to the end.
   * @throws BacklotError `bake-failed` for a server of another major version, or that refuses; `snapshot-corrupt`.
   */
  readonly restore: (
    snapshot: BakeSnapshot,
    into: BakeDatabase,
    say: (done: number, total: number, text: string) => void,
    signal: AbortSignal,
  ) => Promise<Restored>;
}
