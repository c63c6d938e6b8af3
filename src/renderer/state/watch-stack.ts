import type { StackStatus } from '../../shared/model/stack.ts';
import { useStacks } from './stacks.ts';
import { placeWatcher } from './watch-place.ts';

/** Keeps a stack's state fed while anybody looks at it, over one subscription; answers how to look away. */
export const watchStack = placeWatcher<StackStatus>({
  subscribe: (client, place, options) => client.stacks.status({ ...place }, options),
  get: (key) => useStacks.getState().byPlace[key],
  put: (key, known) => useStacks.setState(({ byPlace }) => ({ byPlace: { ...byPlace, [key]: known } })),
});
