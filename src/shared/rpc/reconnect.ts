import type { CallOptions, Contract, SubscribeOptions, TopicEvent } from '../contract/define.ts';
import { BacklotError } from '../errors.ts';
import type { Carrier } from './carrier.ts';
import { type Connection, connect } from './client.ts';

/** `connecting` at the start and while a broken line is first mended; `lost` once mending it has failed. */
export type ConnectionState = 'connecting' | 'open' | 'lost';

export interface ReconnectOptions {
  /** Tells queries, which may be repeated, from commands. */
  readonly contract: Contract;
  /** Opens a new line; the signal aborts after `openMs`, or when the connection is closed here. */
  readonly open: (signal: AbortSignal) => Promise<Carrier>;
  readonly onState?: ((state: ConnectionState) => void) | undefined;
  /** Milliseconds between attempts, the last one repeated; each is shortened by up to half at random. */
  readonly delays?: readonly number[] | undefined;
  /** How long a call waits for a line, in milliseconds. */
  readonly waitMs?: number | undefined;
  readonly openMs?: number | undefined;
  readonly now?: (() => number) | undefined;
  readonly random?: (() => number) | undefined;
}

export interface Reconnecting extends Pick<Connection, 'call' | 'subscribe' | 'close'> {
  readonly state: () => ConnectionState;
}

interface Link {
  readonly connection: Connection;
  live: boolean;
}

const defaultDelays = [100, 250, 500, 1_000, 2_000, 5_000];
/** A line that broke sooner than this counts as a failed attempt, so that the delays go on growing. */
const steadyMs = 2_000;

const closedError = (message: string, retryable: boolean, hint: string): BacklotError =>
  new BacklotError('connection-closed', message, { retryable, hint });

const closedHere = (): BacklotError =>
  closedError('The connection was closed.', false, 'Reload Backlot to connect again.');

function isCommand(contract: Contract, path: string): boolean {
  const [domain = '', name = ''] = path.split('.');
  return contract[domain]?.[name]?.kind === 'command';
}

/** Resolves after a time, or at once when the signal aborts. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });

/**
 * A connection that outlives its carriers. Calls made while there is none wait for the next; calls in
 * flight at a break fail and are never repeated here; subscriptions go on after the last event they saw.
 */
export function createReconnecting(options: ReconnectOptions): Reconnecting {
  const { contract, open, onState, delays = defaultDelays } = options;
  const { waitMs = 10_000, openMs = 10_000, now = Date.now, random = Math.random } = options;
  const stop = new AbortController();
  const waiting = new Set<(link: Link | undefined) => void>();
  let current: Link | undefined;
  let state: ConnectionState = 'connecting';

  const enter = (next: ConnectionState): void => {
    if (state === next) return;
    state = next;
    onState?.(next);
  };

  const hand = (link: Link | undefined): void => {
    for (const resolve of [...waiting]) resolve(link);
  };

  /** Knows of the break before the calls that fail by it do, so that nothing is sent into the dead line. */
  const watched = (carrier: Carrier, broken: () => void): Carrier => ({
    ...carrier,
    listen: ({ frame, closed }) =>
      carrier.listen({
        frame,
        closed(reason) {
          broken();
          closed(reason);
        },
      }),
  });

  const openLink = async (): Promise<Link> => {
    const carrier = await open(AbortSignal.any([stop.signal, AbortSignal.timeout(openMs)]));
    const broken = (): void => {
      link.live = false;
      if (current === link) current = undefined;
    };
    const link: Link = { connection: connect(watched(carrier, broken)), live: true };
    return link;
  };

  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stop.signal.aborted) {
      const link = await openLink().catch(() => undefined);
      if (stop.signal.aborted) link?.connection.close();
      else if (link?.live) {
        const since = now();
        current = link;
        enter('open');
        hand(link);
        await link.connection.closed;
        if (now() - since >= steadyMs) failures = 0;
        if (!stop.signal.aborted) enter('connecting');
      } else enter('lost');
      const delay = delays[Math.min(failures, delays.length - 1)] ?? 0;
      failures += 1;
      await pause(delay * (1 - random() / 2), stop.signal);
    }
  };

  /** The next live link, or `undefined` when the time or the signal ran out first. */
  const nextLink = (ms: number | undefined, signal: AbortSignal | undefined): Promise<Link | undefined> => {
    if (current || stop.signal.aborted || signal?.aborted) return Promise.resolve(current);
    return new Promise((resolve) => {
      const done = (link: Link | undefined): void => {
        clearTimeout(timer);
        waiting.delete(done);
        signal?.removeEventListener('abort', aborted);
        resolve(link);
      };
      const aborted = (): void => done(undefined);
      const timer = ms === undefined ? undefined : setTimeout(aborted, ms);
      waiting.add(done);
      signal?.addEventListener('abort', aborted, { once: true });
    });
  };

  const call = async (method: string, input: unknown, callOptions: CallOptions = {}): Promise<unknown> => {
    const { signal } = callOptions;
    const link = await nextLink(waitMs, signal);
    if (signal?.aborted) {
      throw new BacklotError('cancelled', 'The call was cancelled.', { cause: signal.reason });
    }
    if (stop.signal.aborted) throw closedHere();
    if (!link) {
      throw closedError(
        `Backlot's core could not be reached for ${waitMs / 1_000} s; ${method} was not started.`,
        true,
        'Check that Backlot still runs, then try again.',
      );
    }
    try {
      return await link.connection.call(method, input, callOptions);
    } catch (error) {
      if (link.live || !isCommand(contract, method)) throw error;
      throw closedError(
        `The connection broke while ${method} ran: it may or may not have been carried out.`,
        false,
        'Look at the operations and the present state before you try it again.',
      );
    }
  };

  async function* subscribe(
    topic: string,
    params: unknown,
    { signal, after }: SubscribeOptions = {},
  ): AsyncGenerator<TopicEvent<unknown>> {
    let seen = after;
    for (;;) {
      const link = await nextLink(undefined, signal);
      if (signal?.aborted) return;
      if (!link) throw closedHere();
      try {
        for await (const event of link.connection.subscribe(topic, params, { signal, after: seen })) {
          seen = event.cursor;
          yield event;
        }
        return;
      } catch (error) {
        if (link.live) throw error;
      }
    }
  }

  void run();

  return {
    call,
    subscribe,
    state: () => state,
    close() {
      stop.abort();
      current?.connection.close();
      hand(undefined);
    },
  };
}
