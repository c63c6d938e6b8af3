import { backlotLabels } from '../../engine/labels.ts';

/** What a host's pool is made with; all names of Docker objects begin with the prefix. */
export interface PoolOptions {
  /** "backlot" unless said otherwise. */
  readonly prefix?: string | undefined;
  /** Put on every Docker object beside our own labels. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Forces a tier instead of probing for the best. */
  readonly tier?: 'pool' | 'copy' | undefined;
  /** Bytes of the pool's file system when it is made; by the disk's free space when absent. */
  readonly size?: number | undefined;
  /** Folder with `images/pool/Dockerfile`; the product's own when absent. */
  readonly resources?: string | undefined;
}

export interface PoolNames {
  /** The volume that all data lies in; also the name of the keeper container. */
  readonly pool: string;
  /** The plain volume that holds the image of the pool's file system. */
  readonly disk: string;
  /** The container that makes and attaches the pool: only one can have that name. */
  readonly helper: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** How a host's pool and its parts are called. */
export const poolNames = ({ prefix = 'backlot', labels = {} }: PoolOptions): PoolNames => ({
  pool: `${prefix}-pool`,
  disk: `${prefix}-pool-disk`,
  helper: `${prefix}-pool-helper`,
  labels: { ...labels, [backlotLabels.managed]: 'true' },
});
