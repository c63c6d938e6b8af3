import type { StackAccess } from '../../engine/stack-access.ts';
import type { ImageVerbs } from '../../engine/stack-verbs.ts';
import type { DatasetVerbs } from '../datasets/dataset-verbs.ts';
import type { Pools } from '../pool/pool.ts';
import type { Retention } from './choose-expired.ts';

/** What the operations on environments' data are made of. */
export interface DataParts {
  readonly access: StackAccess;
  readonly pools: Pools;
  readonly datasets: Pick<DatasetVerbs, 'require' | 'bakePlan' | 'verbs'>;
  /** Brings images where containers are made anew. */
  readonly images?: ImageVerbs | undefined;
  readonly retention?: Retention | undefined;
  /** Milliseconds since the epoch. */
  readonly now?: (() => number) | undefined;
}
