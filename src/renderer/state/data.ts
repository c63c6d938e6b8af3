import { useEffect } from 'react';
import { create } from 'zustand';
import type { DataStatus } from '../../shared/model/data.ts';
import { useClient } from './core-context.ts';
import { useProject } from './project.ts';
import { placeKey } from './stacks.ts';
import { type KnownOf, placeWatcher } from './watch-place.ts';

/** The data side of an environment as far as it is known. */
export type KnownData = KnownOf<DataStatus>;

export interface DataState {
  readonly byPlace: Readonly<Record<string, KnownData>>;
}

/** The data of environments that are being looked at; fed by `data.status` through `watchData`. */
export const useDataState = create<DataState>()(() => ({ byPlace: {} }));

/** Keeps an environment's data side fed while anybody looks at it; answers how to look away. */
export const watchData = placeWatcher<DataStatus>({
  subscribe: (client, place, options) => client.data.status({ ...place }, options),
  get: (key) => useDataState.getState().byPlace[key],
  put: (key, known) => useDataState.setState(({ byPlace }) => ({ byPlace: { ...byPlace, [key]: known } })),
});

const nothing: KnownData = {};

/** The data of an environment of the open project, followed while the component is there. */
export function useData(environment: string | undefined): KnownData {
  const client = useClient();
  const project = useProject()?.path;
  useEffect(() => {
    if (project === undefined || environment === undefined) return;
    return watchData(client, { project, environment });
  }, [client, project, environment]);
  return useDataState(({ byPlace }) =>
    project === undefined || environment === undefined
      ? nothing
      : (byPlace[placeKey({ project, environment })] ?? nothing),
  );
}
