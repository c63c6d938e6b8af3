import type { BacklotClient } from '../../shared/contract/contract.ts';
import { toBacklotError } from '../../shared/errors.ts';
import { follow } from './follow.ts';
import { shareUnchanged } from './share-unchanged.ts';
import { type KnownStack, placeKey, type StackPlace, useStacks } from './stacks.ts';

interface Watch {
  readonly controller: AbortController;
  watchers: number;
}

const watches = new Map<string, Watch>();

/** How long a stack that could not be looked at is left before it is tried again. */
const againMs = 5000;

const put = (key: string, known: KnownStack): void =>
  useStacks.setState(({ byPlace }) => ({
    byPlace: { ...byPlace, [key]: { ...known, status: shareUnchanged(byPlace[key]?.status, known.status) } },
  }));

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });

/** Follows, and begins again after an error: a host may come back, a compose file may be mended. */
async function feed(client: BacklotClient, place: StackPlace, signal: AbortSignal): Promise<void> {
  const key = placeKey(place);
  while (!signal.aborted) {
    await follow((options) => client.stacks.status({ ...place }, options), {
      signal,
      resume: 'state',
      take: (values) => {
        const status = values.at(-1);
        if (status) put(key, { status });
      },
      failed: (error) => {
        put(key, { status: useStacks.getState().byPlace[key]?.status, error: toBacklotError(error) });
      },
    });
    await pause(againMs, signal);
  }
}

/** Keeps a stack's state fed while anybody looks at it, over one subscription; answers how to look away. */
export function watchStack(client: BacklotClient, place: StackPlace): () => void {
  const key = placeKey(place);
  const watch = watches.get(key) ?? { controller: new AbortController(), watchers: 0 };
  if (watch.watchers === 0) {
    watches.set(key, watch);
    void feed(client, place, watch.controller.signal);
  }
  watch.watchers += 1;
  let looking = true;
  return () => {
    if (!looking) return;
    looking = false;
    watch.watchers -= 1;
    if (watch.watchers > 0) return;
    watches.delete(key);
    watch.controller.abort();
  };
}
