import type { BakeDatabase } from './bake-database.ts';
import type { TableHash } from './check-database.ts';

/** A snapshot as far as baking is concerned. */
export interface BakeSnapshot {
  readonly id: string;
  /** Milliseconds since the epoch: the moment T. */
  readonly takenAt: number;
  /** The service whose data it is. */
  readonly service: string;
  /** "PostgreSQL 15.14". */
  readonly engine: string;
  /** From its receipt. */
  readonly tables: readonly TableHash[];
}

/** Where snapshots come from, as baking asks. */
export interface SnapshotBakes {
  /** The newest whole snapshot for a dataset of a project (absolute path); undefined where none was pulled. */
  readonly latest: (
    project: string,
    dataset: string,
    signal: AbortSignal,
  ) => Promise<BakeSnapshot | undefined>;
  /** Restores it into a server that was just made: schema, rows, indexes, keys. */
  readonly restore: (
    snapshot: BakeSnapshot,
    into: { readonly project: string; readonly database: BakeDatabase },
    say: (done: number, total: number, text: string) => void,
    signal: AbortSignal,
  ) => Promise<void>;
}
