export const snapshotStates = ['pulling', 'complete', 'broken'] as const;
export type SnapshotState = (typeof snapshotStates)[number];

/** A masked capture of an environment's data at one moment. */
export interface Snapshot {
  readonly id: string;
  readonly dataset: string;
  /** Where it was pulled from: an environment's name, or a URL without its password. */
  readonly source: string;
  readonly service: string;
  readonly state: SnapshotState;
  /** The moment T, milliseconds since the epoch. */
  readonly takenAt: number;
  readonly finishedAt?: number | undefined;
  /** "PostgreSQL 15.14". */
  readonly engine: string;
  readonly tables: number;
  readonly rows: number;
  /** Masked bytes before compression. */
  readonly bytes: number;
  /** On this disk, compressed and encrypted. */
  readonly storedBytes: number;
  readonly maskedColumns: number;
  readonly keptColumns: number;
  readonly verdict: 'clean' | 'findings' | 'unchecked';
}

/** What was done to one column. Counts only, never a value. */
export interface ReceiptColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** The rule on one line, as the masking file writes it. */
  readonly rule: string;
  readonly rows: number;
  readonly nulls: number;
  readonly changed: number;
  /** Estimates of a sketch, within some per cent. */
  readonly distinctBefore: number;
  readonly distinctAfter: number;
}

/** Something that looked like personal data in the masked output. */
export interface ReceiptFinding {
  readonly table: string;
  readonly column: string;
  readonly what: 'email' | 'phone' | 'card' | 'secret' | 'original';
  readonly count: number;
  /** True when the rule keeps this column on purpose, so that it is told, not held against it. */
  readonly expected: boolean;
}

export interface Receipt {
  readonly snapshot: Snapshot;
  readonly tables: readonly {
    readonly name: string;
    readonly rows: number;
    readonly bytes: number;
    /** SHA-256 over the SHA-256 of each chunk of masked rows in their order, hex. */
    readonly hash: string;
    /** How many of them were scanned for what must not be there: all of a small table, a share of a large one. */
    readonly scannedRows?: number | undefined;
  }[];
  readonly columns: readonly ReceiptColumn[];
  readonly findings: readonly ReceiptFinding[];
  /** How many original values the output was searched for. */
  readonly sampledOriginals: number;
  /** Where rows were masked: beside the source on its own host, or by the core; absent in older receipts. */
  readonly maskedAt?: 'source' | 'core' | undefined;
  readonly verdict: 'clean' | 'findings' | 'unchecked';
}

/** Where a pull may be told to mask: `auto` lets no raw row over from another host. */
export const pullPlacements = ['auto', 'source', 'core'] as const;
export type PullPlacement = (typeof pullPlacements)[number];
