import type { TopicEvent } from '../../../shared/contract/define.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { listContainers } from '../docker/containers.ts';
import { followEvents } from '../docker/events.ts';
import { composeLabels } from '../engine/labels.ts';
import { observeStack } from '../engine/observe.ts';
import type { StackAccess, StackRef } from '../engine/stack-access.ts';
import { createLive } from '../live.ts';
import { publishedAddresses } from '../watch/published-address.ts';
import { describeStack } from './describe-stack.ts';

/** Events come in bursts: one look for all of them, this many milliseconds after the first. */
const quietMs = 100;
/** What no event tells (a healthcheck's first result on old engines, an engine that was away), in milliseconds. */
const lookAgainMs = 5000;

/** One look at a stack. @throws BacklotError as `Engine.call` and the project's configuration do. */
export async function lookAtStack(
  access: StackAccess,
  ref: StackRef,
  signal: AbortSignal,
): Promise<StackStatus> {
  const [engine, identity] = await Promise.all([
    access.engine(ref.host, signal),
    access.identity(ref, signal),
  ]);
  const [desired, observed, listed] = await Promise.all([
    // Compose files that can't be read are told by the plan; what runs is shown all the same.
    access.desired(ref, signal).catch(() => undefined),
    observeStack(engine, identity, signal, { ready: access.ready }),
    listContainers(engine, signal),
  ]);
  const { endpoint } = engine.context;
  const addresses = new Map(
    listed.map(({ Id, Ports }) => [
      Id,
      publishedAddresses(Ports, endpoint).map(({ url, ...rest }) =>
        url === undefined ? rest : { ...rest, url },
      ),
    ]),
  );
  return describeStack({ identity, host: ref.host, desired, observed, addresses });
}

/** Tells of each event of a stack's containers until the signal aborts or the engine goes. */
async function listen(
  engine: Engine,
  project: string,
  onEvent: () => void,
  signal: AbortSignal,
): Promise<void> {
  const filters = {
    type: ['container', 'network', 'volume'],
    label: [`${composeLabels.project}=${project}`],
  };
  for await (const _ of followEvents(engine, filters, signal, { onOpen: onEvent })) onEvent();
}

/** Resolves after `ms`, or when woken or aborted. */
const pause = (ms: number, signal: AbortSignal, wakeable: (wake: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
    wakeable(done);
  });

/**
 * A stack now, then again whenever it has changed, until the signal aborts. Looks again on the engine's
 * events, and every few seconds in case one was missed.
 */
export async function* watchStack(
  access: StackAccess,
  ref: StackRef,
  signal: AbortSignal,
  after?: number,
): AsyncGenerator<TopicEvent<StackStatus>> {
  const first = await lookAtStack(access, ref, signal);
  const live = createLive(first);
  const stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  let wake = (): void => {};
  let stirred = false;
  const stir = (): void => {
    stirred = true;
    wake();
  };

  const hear = async (): Promise<void> => {
    while (!ended.aborted) {
      // Where the engine goes away the events end; looking again finds it back.
      await access
        .engine(ref.host, ended)
        .then((engine) => listen(engine, first.composeProject, stir, ended))
        .catch(() => {});
      await pause(1000, ended, () => {});
    }
  };
  const look = async (): Promise<void> => {
    while (!ended.aborted) {
      if (!stirred) {
        await pause(lookAgainMs, ended, (done) => {
          wake = done;
        });
      }
      if (stirred) await pause(quietMs, ended, () => {});
      stirred = false;
      if (ended.aborted) return;
      const next = await lookAtStack(access, ref, ended).catch(() => undefined);
      if (next && JSON.stringify(next) !== JSON.stringify(live.get())) live.set(next);
    }
  };
  const work = Promise.all([hear(), look()]);
  try {
    yield* live.follow(signal, after);
  } finally {
    stop.abort();
    await work;
  }
}
