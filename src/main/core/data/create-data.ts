import { BacklotError } from '../../../shared/errors.ts';
import type { DataStatus } from '../../../shared/model/data.ts';
import type { StackAccess, StackRef } from '../engine/stack-access.ts';
import type { ImageVerbs, VolumeHook } from '../engine/stack-verbs.ts';
import type { OperationKind } from '../operations/define-operation.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { ProjectStacks } from '../stacks/stack-source.ts';
import { dataOperations } from './checkpoints/data-operations.ts';
import { createEnvironmentData } from './checkpoints/environment-data.ts';
import { poolHook } from './checkpoints/pool-hook.ts';
import { createDataStatus } from './data-status.ts';
import { createDatasets } from './datasets/create-datasets.ts';
import { storedSnapshots } from './datasets/stored-snapshots.ts';
import { addressOpener } from './open-address.ts';
import { openDatabase } from './open-database.ts';
import { createPools } from './pool/create-pools.ts';
import { introspect } from './postgres/introspect.ts';
import { type OpenDatabase, pullFromSource } from './pull-from-source.ts';
import type { MaskingParts } from './rules/masking.ts';
import { createHeldUrls, type HeldUrls } from './snapshots/held-urls.ts';
import { createPullOperation } from './snapshots/pull-operation.ts';
import { createSnapshotStore, type SnapshotStore } from './snapshots/snapshot-store.ts';
import { createVerifyOperation } from './snapshots/verify-operation.ts';

export interface DataSideParts {
  /** `<home>/snapshots`. */
  readonly snapshots: string;
  readonly secrets: Secrets;
  readonly access: StackAccess;
  readonly stacks: ProjectStacks;
  readonly images: ImageVerbs;
}

/** The data side of a core, joined: what handlers and other operations ask of it. */
export interface DataSide {
  readonly kinds: readonly OperationKind[];
  /** What a stack's volumes take along when they go. */
  readonly hook: VolumeHook;
  readonly status: (place: StackRef, signal: AbortSignal) => Promise<DataStatus>;
  readonly masking: MaskingParts;
  readonly store: SnapshotStore;
  readonly urls: HeldUrls;
}

/** Joins pools, datasets, checkpoints, masks and snapshots: plain constructors in the order of their needs. */
export function createDataSide({ snapshots, secrets, access, stacks, images }: DataSideParts): DataSide {
  const store = createSnapshotStore({ folder: snapshots, secrets });
  const urls = createHeldUrls();
  const openUrl = addressOpener({ access, stacks });
  const open: OpenDatabase = (place, signal) =>
    openDatabase({ locate: stacks.locate, access, openUrl }, place, signal);
  const pools = createPools({ engine: access.engine });
  const environment = createEnvironmentData({ access, pools });
  const datasets = createDatasets({
    access,
    source: stacks,
    pools,
    environment,
    snapshots: storedSnapshots(store),
    images,
  });
  return {
    kinds: [
      ...datasets.kinds,
      ...dataOperations({ access, pools, datasets, images }),
      createPullOperation({ ports: pullFromSource({ open, urls, secrets }), store }),
      createVerifyOperation({ store }),
    ],
    hook: poolHook(pools),
    status: createDataStatus({ access, pools, datasets }),
    masking: {
      openSource: async (place, signal) => (await open(place, signal)).source,
      introspect,
      previewRule: async () => {
        throw new BacklotError('unsupported', 'Rules can not be previewed yet.');
      },
    },
    store,
    urls,
  };
}
