import type { CloneTier } from '../../../../shared/model/data.ts';

/**
 * Where a host keeps the data of environments, datasets and checkpoints: one Docker volume, so that all of it
 * is on one file system and a clone is a reflink where that has them. An environment's volume is a `local`
 * volume bound to its folder in here, so its content is exchanged by renaming folders while the containers
 * that hold it stand still: `docker stop`, two renames, `docker start`. Volumes go by their compose key.
 *
 *   environments/<home>/<volume>/                what the environment's volume shows; a home is a compose project's name, of a second clone with a hash behind it
 *   environments/<home>.json                     which dataset, since when, and its history: beside the data, so never at odds with it
 *   environments/<home>.intent                   an exchange under way: finished or taken back before anything else
 *   datasets/<project>/<dataset>/<volume>/       frozen
 *   checkpoints/<home>/<id>/<volume>/            frozen
 *   clusters/<key>/<volume>/                     what a database's first start makes, for the next bake
 *   spares/…                                     copies made ahead where there are no reflinks
 *   work/<operation>/…                           what is being made; removed with its operation
 */
export interface Pool {
  readonly tier: CloneTier;
  /** Why this tier, in words. */
  readonly tierCause: string;
  /** Absolute path of the pool on the Docker host, for bind volumes. */
  readonly path: string;
  /** Name of the pool's Docker volume, for helper containers. */
  readonly volume: string;
  /** Name of the image that the pool's helpers are made from. */
  readonly image: string;
  /**
   * Runs a POSIX shell script in the keeper container, in the pool's folder, `$1`… being the arguments;
   * answers what it wrote. Aborting ends the script too.
   * @throws BacklotError `disk-full`, or `pool-failed` with the script's last lines.
   */
  readonly run: (script: string, args: readonly string[], signal: AbortSignal) => Promise<string>;
  /**
   * The same in a shell that is kept open: for what takes no time, as it can't be ended. Such scripts run one
   * after the other.
   */
  readonly ask: (script: string, args: readonly string[], signal: AbortSignal) => Promise<string>;
  /** Begins a script that goes on by itself, also when this process ends. */
  readonly begin: (script: string, args: readonly string[], signal: AbortSignal) => Promise<void>;
  /**
   * Clones a folder of the pool, whole or not at all: by reflink, or in full. Paths are relative to the pool;
   * the target must not exist. Where there are no reflinks a spare made by `prepare` is taken at once.
   */
  readonly clone: (from: string, to: string, signal: AbortSignal) => Promise<void>;
  /** Makes a spare of a folder in the background, where clones are full copies; else nothing. */
  readonly prepare: (from: string, signal: AbortSignal) => Promise<void>;
  /** Removes a folder with its spare; one that is not there is as good. */
  readonly remove: (path: string, signal: AbortSignal) => Promise<void>;
  /** Bytes of each folder, and those of them that it shares with nothing: what its removal would free. */
  readonly usage: (
    paths: readonly string[],
    signal: AbortSignal,
  ) => Promise<readonly { readonly bytes: number; readonly ownBytes: number }[]>;
  /** The same, with the bytes that the folders take together: what is shared counts once. */
  readonly count: (
    paths: readonly string[],
    signal: AbortSignal,
  ) => Promise<{
    readonly folders: readonly { readonly bytes: number; readonly ownBytes: number }[];
    readonly together: number;
  }>;
  /** Bytes of the pool's file system; a pool that shares blocks can grow up to what its disk has. */
  readonly space: (signal: AbortSignal) => Promise<{ readonly size: number; readonly free: number }>;
}

/** The pools of all hosts. */
export interface Pools {
  /**
   * The host's pool: made, attached or mended first where that is needed.
   * @throws BacklotError `pool-failed`, `disk-full`, or what the engine throws.
   */
  readonly of: (host: string, signal: AbortSignal) => Promise<Pool>;
  /** The host's pool when there is one; makes nothing. */
  readonly existing: (host: string, signal: AbortSignal) => Promise<Pool | undefined>;
  /** Removes the pool with all data in it; refused while an environment's volume lies in it. */
  readonly remove: (host: string, signal: AbortSignal) => Promise<void>;
  /** Closes what is open; the pools themselves stay. */
  readonly close: () => void;
}
