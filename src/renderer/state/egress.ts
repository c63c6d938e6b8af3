import { useEffect } from 'react';
import { create } from 'zustand';
import type { Egress } from '../../shared/model/isolation.ts';
import { useClient } from './core-context.ts';
import { useProject } from './project.ts';
import { placeKey } from './stacks.ts';
import { type KnownOf, placeWatcher } from './watch-place.ts';

/** What an environment tried to reach, as far as it is known. */
export type KnownEgress = KnownOf<Egress>;

export interface EgressState {
  readonly byPlace: Readonly<Record<string, KnownEgress>>;
}

/** What environments that are being looked at tried; fed by `isolation.egress` through `watchEgress`. */
export const useEgressState = create<EgressState>()(() => ({ byPlace: {} }));

/** Keeps what an environment tries fed while anybody looks at it; answers how to look away. */
export const watchEgress = placeWatcher<Egress>({
  subscribe: (client, place, options) => client.isolation.egress({ ...place }, options),
  get: (key) => useEgressState.getState().byPlace[key],
  put: (key, known) => useEgressState.setState(({ byPlace }) => ({ byPlace: { ...byPlace, [key]: known } })),
});

const nothing: KnownEgress = {};

/** What an environment of the open project tried, followed while the component is there. */
export function useEgress(environment: string | undefined): KnownEgress {
  const client = useClient();
  const project = useProject()?.path;
  useEffect(() => {
    if (project === undefined || environment === undefined) return;
    return watchEgress(client, { project, environment });
  }, [client, project, environment]);
  return useEgressState(({ byPlace }) =>
    project === undefined || environment === undefined
      ? nothing
      : (byPlace[placeKey({ project, environment })] ?? nothing),
  );
}
