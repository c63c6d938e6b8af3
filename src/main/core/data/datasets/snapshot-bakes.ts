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
  /**
   * SHA-256 over its rows' COPY text, hex. Absent where the masked text is not the one text that the server
   * writes for the value (JSON, arrays, …): then its rows alone are counted.
   */
  readonly hash?: string | undefined;
}

/** Where snapshots come from, as baking asks. */
export interface SnapshotBakes {
  /** The newest whole snapshot for a dataset of a project (absolute path); undefined where none was pulled. */
  readonly latest: (
    project: string,
    dataset: string,
    signal: AbortSignal,
  ) => Promise<BakeSnapshot | undefined>;
  /** Fills an empty database: schema, rows, indexes, keys. Answers what must be in it then. */
  readonly restore: (
    snapshot: BakeSnapshot,
    into: BakeDatabase,
    say: (done: number, total: number, text: string) => void,
    signal: AbortSignal,
  ) => Promise<readonly ExpectedTable[]>;
}
