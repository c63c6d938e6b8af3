import { useEffect } from 'react';
import { create } from 'zustand';
import { type BacklotError, isCancelled, toBacklotError } from '../../shared/errors.ts';
import { isFinished } from '../../shared/model/operation.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';
import { useClient } from './core-context.ts';
import { useOperations } from './operations.ts';
import { shareUnchanged } from './share-unchanged.ts';

export interface KnownSnapshots {
  /** Newest first; stays while it can't be read. */
  readonly list?: readonly Snapshot[] | undefined;
  readonly error?: BacklotError | undefined;
}

export interface SnapshotsState {
  readonly byProject: Readonly<Record<string, KnownSnapshots>>;
}

/** Snapshots by project, as they were read last. */
export const useSnapshotsState = create<SnapshotsState>()(() => ({ byProject: {} }));

const put = (project: string, known: KnownSnapshots): void =>
  useSnapshotsState.setState(({ byProject }) => ({
    byProject: { ...byProject, [project]: shareUnchanged(byProject[project], known) },
  }));

/** Takes one out of the list at once, before the core is asked again. */
export const forgetSnapshot = (project: string, id: string): void => {
  const known = useSnapshotsState.getState().byProject[project];
  put(project, { ...known, list: known?.list?.filter((one) => one.id !== id) });
};

const nothing: KnownSnapshots = {};

/** A project's snapshots; read when they are first looked at, and again whenever an operation has ended. */
export function useSnapshots(project: string): KnownSnapshots {
  const client = useClient();
  const ended = useOperations(
    ({ byId }) => Object.values(byId).filter(({ state }) => isFinished(state)).length,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: an end is what makes the list old
  useEffect(() => {
    const controller = new AbortController();
    client.snapshots.list({ project }, { signal: controller.signal }).then(
      (list) => put(project, { list }),
      (failure: unknown) => {
        if (isCancelled(failure)) return;
        const { list } = useSnapshotsState.getState().byProject[project] ?? nothing;
        put(project, { list, error: toBacklotError(failure) });
      },
    );
    return () => controller.abort();
  }, [client, project, ended]);
  return useSnapshotsState(({ byProject }) => byProject[project] ?? nothing);
}
