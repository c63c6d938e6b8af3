import type { DomainHandlers } from '../../shared/contract/define.ts';
import type { snapshots as contract } from '../../shared/contract/snapshots.ts';
import type { HeldUrls } from '../core/data/snapshots/held-urls.ts';
import { pullKind } from '../core/data/snapshots/pull-operation.ts';
import { receiptMarkdown } from '../core/data/snapshots/receipt-markdown.ts';
import type { SnapshotStore } from '../core/data/snapshots/snapshot-store.ts';
import { verifyKind } from '../core/data/snapshots/verify-operation.ts';
import type { Operations } from '../core/operations/operations.ts';

/** What the handlers of snapshots need of the core. */
export interface SnapshotsParts {
  readonly store: SnapshotStore;
  readonly operations: Pick<Operations, 'start'>;
  readonly urls: HeldUrls;
}

/** The methods on snapshots. Those that can't be read belong to no project we know, so every project lists them. */
export const snapshotsHandlers = ({
  store,
  operations,
  urls,
}: SnapshotsParts): DomainHandlers<typeof contract> => {
  const receiptOf = async (beginning: string, signal: AbortSignal) =>
    (await store.open(await store.find(beginning), signal)).manifest.receipt;

  return {
    async list({ project, dataset }, { signal }) {
      return (await store.list(signal))
        .filter((one) => one.project === undefined || one.project === project)
        .map(({ snapshot }) => snapshot)
        .filter((snapshot) => dataset === undefined || snapshot.dataset === dataset);
    },
    pull({ project, dataset, url, percent, placement }) {
      const address = url === undefined ? {} : urls.hold(url);
      return { operation: operations.start(pullKind, { project, dataset, ...address, percent, placement }) };
    },
    async verify({ project, id }) {
      return { operation: operations.start(verifyKind, { project, id: await store.find(id) }) };
    },
    inspect: ({ id }, { signal }) => receiptOf(id, signal),
    async receipt({ id }, { signal }) {
      return { markdown: receiptMarkdown(await receiptOf(id, signal)) };
    },
    async remove({ id }) {
      await store.remove(await store.find(id));
      return {};
    },
  };
};
