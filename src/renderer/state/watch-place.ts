import type { BacklotClient } from '../../shared/contract/contract.ts';
import type { SubscribeOptions, TopicEvent } from '../../shared/contract/define.ts';
import { type BacklotError, toBacklotError } from '../../shared/errors.ts';
import { follow } from './follow.ts';
import { shareUnchanged } from './share-unchanged.ts';
import { placeKey, type StackPlace } from './stacks.ts';

/** Something of an environment as far as it is known; neither is there until the core has answered. */
export interface KnownOf<Status> {
  /** The last that was seen; stays while it can't be reached. */
  readonly status?: Status | undefined;
  /** Why it can't be looked at now. */
  readonly error?: BacklotError | undefined;
}

export interface PlaceSource<Status> {
  readonly subscribe: (
    client: BacklotClient,
    place: StackPlace,
    options: SubscribeOptions,
  ) => AsyncIterable<TopicEvent<Status>>;
  readonly get: (key: string) => KnownOf<Status> | undefined;
  readonly put: (key: string, known: KnownOf<Status>) => void;
}

interface Watch {
  readonly controller: AbortController;
  watchers: number;
}

/** How long what could not be looked at is left before it is tried again. */
const againMs = 5000;

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

/**
 * A watch over a topic of environments: keeps one fed while anybody looks at it, over one subscription,
 * and answers how to look away.
 */
export function placeWatcher<Status>({ subscribe, get, put }: PlaceSource<Status>) {
  const watches = new Map<string, Watch>();

  const feed = async (client: BacklotClient, place: StackPlace, signal: AbortSignal): Promise<void> => {
    const key = placeKey(place);
    const tell = (error: unknown): void =>
      put(key, { status: get(key)?.status, error: toBacklotError(error) });
    // Begins again after an error: a host may come back, a file may be mended.
    while (!signal.aborted) {
      await follow((options) => subscribe(client, place, options), {
        signal,
        resume: 'state',
        take: (values) => {
          const status = values.at(-1);
          if (status !== undefined) put(key, { status: shareUnchanged(get(key)?.status, status) });
        },
        failed: tell,
        hindered: tell,
      });
      await pause(againMs, signal);
    }
  };

  return (client: BacklotClient, place: StackPlace): (() => void) => {
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
  };
}
