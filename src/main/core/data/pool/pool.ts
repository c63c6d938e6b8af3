import type { CloneTier } from '../../../../shared/model/data.ts';

/**
 * Where a host keeps the data of environments, datasets and checkpoints: one Docker volume, so that all of it
 * is on one file system and a clone is a reflink where that has them. An environment's volume is a `local`
 * volume bound to its folder in here, so its content is exchanged by renaming folders while the containers
 * that hold it stand still: `docker stop`, two renames, `docker start`.
 *
 *   environments/<compose project>/<volume>/     what the environment's volume shows
 *   environments/<compose project>.json          which dataset, since when, and its history: beside the data, so never at odds with it
 *   datasets/<project>/<dataset>/<volume>/       frozen
 *   checkpoints/<compose project>/<id>/<volume>/ frozen
 *   spares/…                                     copies made ahead where there are no reflinks
 *   work/<operation>/…                           what is being made; removed with its operation
 */
export interface Pool {
  readonly tier: CloneTier;
  /** Why this tier, in words. */
  readonly tierCause: string;
  /** Absolute path of the pool on the Docker host, for bind volumes. */
  readonly path: string;
  /** Runs one of the pool's scripts in its keeper container; rejects with the script's last lines. */
  readonly run: (script: string, args: readonly string[], signal: AbortSignal) => Promise<string>;
  /** Clones a folder of the pool: by reflink, or in full. Paths are relative to the pool; the target must not exist. */
  readonly clone: (from: string, to: string, signal: AbortSignal) => Promise<void>;
  readonly remove: (path: string, signal: AbortSignal) => Promise<void>;
  readonly usage: (
    paths: readonly string[],
    signal: AbortSignal,
  ) => Promise<readonly { readonly bytes: number; readonly ownBytes: number }[]>;
  readonly space: (signal: AbortSignal) => Promise<{ readonly size: number; readonly free: number }>;
}
