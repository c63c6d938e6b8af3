/** How a volume's content is cloned on a host: by shared blocks, by a pool that shares them, or by a full copy. */
export const cloneTiers = ['reflink', 'pool', 'copy'] as const;
export type CloneTier = (typeof cloneTiers)[number];

export const datasetStates = ['not-baked', 'outdated', 'baking', 'ready', 'broken'] as const;
export type DatasetState = (typeof datasetStates)[number];

/** Where a dataset's content comes from. */
export type DatasetSource =
  | { readonly kind: 'seed'; readonly files: readonly string[] }
  | { readonly kind: 'snapshot'; readonly environment: string; readonly masking: string }
  /** Made from an environment as it was, by hand. */
  | { readonly kind: 'saved'; readonly environment: string };

/** One dataset of a project as it is on one host. */
export interface Dataset {
  readonly name: string;
  readonly source: DatasetSource;
  readonly state: DatasetState;
  /** Why it is in that state, in words: "db/seeds/demo.sql changed since it was baked". */
  readonly cause: string;
  /** True for a snapshot dataset that no snapshot was pulled for yet: to bake it is to pull first. */
  readonly unpulled?: boolean | undefined;
  /** Logical size of its frozen volumes in bytes; absent until it is baked. */
  readonly bytes?: number | undefined;
  /** Bytes that it alone takes: shared with no clone. */
  readonly ownBytes?: number | undefined;
  /** Milliseconds since the epoch. */
  readonly bakedAt?: number | undefined;
  /** The moment its data is from (a snapshot's T), milliseconds since the epoch. */
  readonly takenAt?: number | undefined;
  /** The snapshot it was baked from. */
  readonly snapshot?: string | undefined;
  /** Milliseconds that the last switch to it took, from stop to ready. */
  readonly switchMs?: number | undefined;
  /** Environments that hold it now. */
  readonly usedBy: readonly string[];
}

/** A saved state of an environment's volumes. */
export interface Checkpoint {
  readonly id: string;
  readonly environment: string;
  /** Given by hand; absent for an automatic one. */
  readonly name?: string | undefined;
  readonly automatic: boolean;
  /** Why it was made: "before switching to demo". */
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** The dataset whose descendant it is. */
  readonly dataset?: string | undefined;
  readonly volumes: readonly string[];
  readonly bytes: number;
  readonly ownBytes: number;
}

/** One data-changing act in an environment's history, newest first. */
export interface DataChange {
  readonly at: number;
  /** "switched to demo", "restored checkpoint before-import", "undo". */
  readonly text: string;
  readonly dataset?: string | undefined;
  /** The checkpoint that holds what was there before it. */
  readonly before?: string | undefined;
  /** True for the state the environment is in now. */
  readonly current: boolean;
}

/** The data side of one environment. */
export interface DataStatus {
  readonly environment: string;
  readonly host: string;
  /** Names of the stateful services. */
  readonly services: readonly string[];
  /** Absent while the environment holds data of its own making. */
  readonly dataset?: string | undefined;
  readonly since?: number | undefined;
  /** The dataset that backlot.yaml names for the environment. */
  readonly named?: string | undefined;
  readonly tier: CloneTier;
  /** Why this tier, in words. */
  readonly tierCause: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly history: readonly DataChange[];
  readonly datasets: readonly Dataset[];
  readonly checkpoints: readonly Checkpoint[];
  /** Bytes on the host: what all datasets, checkpoints and environments of this project really take, and could. */
  readonly disk: {
    readonly used: number;
    readonly logical: number;
    readonly free: number;
    readonly budget?: number | undefined;
  };
}
