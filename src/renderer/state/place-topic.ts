import { useEffect } from 'react';
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { BacklotClient } from '../../shared/contract/contract.ts';
import { useClient } from './core-context.ts';
import { useProject } from './project.ts';
import { placeKey, type StackPlace } from './stacks.ts';
import { type KnownOf, type PlaceSource, placeWatcher } from './watch-place.ts';

/** Something of each environment that is being looked at. */
export interface PlaceState<Status> {
  readonly byPlace: Readonly<Record<string, KnownOf<Status>>>;
}
export type PlaceStore<Status> = UseBoundStore<StoreApi<PlaceState<Status>>>;

/** A topic of environments, and the store that it feeds. */
export interface PlaceTopic<Status> {
  readonly store: PlaceStore<Status>;
  /** Keeps an environment's part fed while anybody looks at it; answers how to look away. */
  readonly watch: (client: BacklotClient, place: StackPlace) => () => void;
}

export function placeTopic<Status>(
  subscribe: PlaceSource<Status>['subscribe'],
  store: PlaceStore<Status> = create<PlaceState<Status>>()(() => ({ byPlace: {} })),
): PlaceTopic<Status> {
  const watch = placeWatcher<Status>({
    subscribe,
    get: (key) => store.getState().byPlace[key],
    put: (key, known) => store.setState(({ byPlace }) => ({ byPlace: { ...byPlace, [key]: known } })),
  });
  return { store, watch };
}

const nothing = {};

/** What a topic last told of an environment of the open project, followed while the component is there. */
export function usePlace<Status>(
  { store: useStore, watch }: PlaceTopic<Status>,
  environment: string | undefined,
): KnownOf<Status> {
  const client = useClient();
  const project = useProject()?.path;
  useEffect(() => {
    if (project === undefined || environment === undefined) return;
    return watch(client, { project, environment });
  }, [client, project, environment, watch]);
  return useStore(({ byPlace }) =>
    project === undefined || environment === undefined
      ? nothing
      : (byPlace[placeKey({ project, environment })] ?? nothing),
  );
}
