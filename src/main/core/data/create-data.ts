import { BacklotError } from '../../../shared/errors.ts';
import type { DataStatus } from '../../../shared/model/data.ts';
import type { PoolStatus } from '../../../shared/model/pool.ts';
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
import { createMaskingSecrets } from './masking-secret.ts';
import { addressOpener } from './open-address.ts';
import { type OpenedDatabase, openDatabase } from './open-database.ts';
import { createPools } from './pool/create-pools.ts';
import { createPoolRemove } from './pool/pool-remove-operation.ts';
import { createPoolStatus } from './pool-status.ts';
import { introspect } from './postgres/introspect.ts';
import type { DatabasePlace } from './rules/locate-masking.ts';
import type { MaskingParts } from './rules/masking.ts';
import { createHeldUrls, type HeldUrls } from './snapshots/held-urls.ts';
import { createPullOperation } from './snapshots/pull-operation.ts';
import { pullPortsOnDemand } from './snapshots/pull-ports-on-demand.ts';
import { createSnapshotStore, type SnapshotStore } from './snapshots/snapshot-store.ts';
import { createVerifyOperation } from './snapshots/verify-operation.ts';

export interface DataSideParts {
  /** `<home>/snapshots`. */
  readonly snapshots: string;
  /** `<home>/scratch`. */
  readonly scratch: string;
  readonly secrets: Secrets;
  readonly access: StackAccess;
  readonly stacks: ProjectStacks;
  readonly images: ImageVerbs;
  /** What the names of pools begin with; "backlot" when absent. */
  readonly poolPrefix?: string | undefined;
}

/** The data side of a core, joined: what handlers and other operations ask of it. */
export interface DataSide {
  readonly kinds: readonly OperationKind[];
  /** What a stack's volumes take along when they go. */
  readonly hook: VolumeHook;
  readonly status: (place: StackRef, signal: AbortSignal) => Promise<DataStatus>;
  readonly pool: (host: string, signal: AbortSignal) => Promise<PoolStatus | undefined>;
  readonly masking: MaskingParts;
  readonly store: SnapshotStore;
  readonly urls: HeldUrls;
  /** Removes what pulls that died have left; for the start, before another pull begins. */
  readonly sweep: () => void;
  readonly close: () => void;
}

/** Joins pools, datasets, checkpoints, masks and snapshots: plain constructors in the order of their needs. */
export function createDataSide({
  snapshots,
  scratch,
  secrets,
  access,
  stacks,
  images,
  poolPrefix,
}: DataSideParts): DataSide {
  const store = createSnapshotStore({ folder: snapshots, secrets });
  const urls = createHeldUrls();
  const closing = new AbortController();
  const openUrl = addressOpener({ access, stacks });
  const open = (place: DatabasePlace, signal: AbortSignal): Promise<OpenedDatabase> =>
    openDatabase({ locate: stacks.locate, access, openUrl }, place, signal);
  const engineOf = async (place: Parameters<typeof stacks.locate>[0], signal: AbortSignal) =>
    access.engine((await stacks.locate(place, signal)).host, signal);
  const maskingSecret = createMaskingSecrets(secrets);
  const pools = createPools({ engine: access.engine, prefix: poolPrefix });
  const environment = createEnvironmentData({ access, pools });
  const pull = createPullOperation({
    ports: pullPortsOnDemand({ openDatabase: open, engineOf, urls, maskingSecret, scratch }),
    store,
  });
  const datasets = createDatasets({
    access,
    source: stacks,
    pools,
    environment,
    snapshots: storedSnapshots(store),
    images,
    pull,
  });
  const poolStatus = createPoolStatus({ pools, engine: access.engine });
  return {
    kinds: [
      ...datasets.kinds,
      ...dataOperations({ access, pools, datasets, images }),
      pull,
      createVerifyOperation({ store }),
      createPoolRemove({ pools, status: poolStatus }),
    ],
    pool: poolStatus,
    hook: poolHook(pools),
    status: createDataStatus({ access, pools, datasets }),
    masking: {
      openSource: async (place, signal) => (await open(place, signal)).source,
      introspect,
      previewRule: async ({ table, column, rule, class: kind }) => {
        const { previewRule } = await import('./mask/preview-rule.ts');
        return previewRule({ table, column: column.name, rule, class: kind });
      },
    },
    store,
    urls,
    sweep() {
      // What can't be removed now is found again at the next start.
      store.sweep(closing.signal).catch(() => {});
    },
    close() {
      closing.abort(new BacklotError('cancelled', 'The core stops.'));
      pools.close();
    },
  };
}
