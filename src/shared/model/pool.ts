import type { CloneTier } from './data.ts';

/** What lies in the pool of data of one host, of all projects. */
export interface PoolStatus {
  readonly host: string;
  readonly tier: CloneTier;
  readonly tierCause: string;
  /** Bytes of its file system, and those that are free in it. */
  readonly size: number;
  readonly free: number;
  /** Docker volumes of environments and bakes whose data lies in it: while there is one, it can't be removed. */
  readonly volumes: readonly string[];
  /** "shop/demo". */
  readonly datasets: readonly string[];
  readonly checkpoints: readonly {
    /** The compose project of the environment: "shop-dev". */
    readonly environment: string;
    readonly count: number;
    /** Names of those that were made by hand. */
    readonly named: readonly string[];
  }[];
}
