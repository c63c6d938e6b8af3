import type { CallOptions, Client, Contract, SubscribeOptions, TopicEvent } from '../contract/define.ts';
import { BacklotError, errorFromWire } from '../errors.ts';
import type { Carrier } from './carrier.ts';
import { encode } from './encode.ts';
import type { Reply, Request } from './protocol.ts';
import { createQueue, type Queue } from './queue.ts';

interface PendingCall {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A connection that speaks the protocol: calls and subscriptions until it closes. */
export interface Connection {
  readonly call: (method: string, input: unknown, options?: CallOptions) => Promise<unknown>;
  readonly subscribe: (
    topic: string,
    params: unknown,
    options?: SubscribeOptions,
  ) => AsyncIterable<TopicEvent<unknown>>;
  /** Resolves with the reason once the carrier has closed; every pending call has failed by then. */
  readonly closed: Promise<string>;
  readonly close: () => void;
}

const cancelledBy = (signal: AbortSignal): BacklotError =>
  new BacklotError('cancelled', 'The call was cancelled.', { cause: signal.reason });

/** Speaks the protocol's client side on a carrier. */
export function connect(carrier: Carrier): Connection {
  const calls = new Map<number, PendingCall>();
  const topics = new Map<number, Queue<TopicEvent<unknown>>>();
  const { promise: closed, resolve: resolveClosed } = Promise.withResolvers<string>();
  let nextId = 1;
  let gone: BacklotError | undefined;

  const send = (message: Request): void => carrier.send(encode(message));

  const receive = (reply: Reply): void => {
    const call = calls.get(reply.id);
    const events = topics.get(reply.id);
    switch (reply.t) {
      case 'ok':
        calls.delete(reply.id);
        call?.resolve(reply.value);
        return;
      case 'fail':
        calls.delete(reply.id);
        topics.delete(reply.id);
        call?.reject(errorFromWire(reply.error));
        events?.fail(errorFromWire(reply.error));
        return;
      case 'event':
        events?.push({ cursor: reply.cursor, value: reply.value });
        return;
      case 'end':
        topics.delete(reply.id);
        events?.end();
        return;
    }
  };

  carrier.listen({
    frame: (text) => receive(JSON.parse(text) as Reply),
    closed: (reason) => {
      gone = new BacklotError('connection-closed', `The connection to Backlot's core closed: ${reason}.`, {
        hint: 'Try again; the core goes on with running operations.',
        retryable: true,
      });
      for (const call of calls.values()) call.reject(gone);
      for (const events of topics.values()) events.fail(gone);
      calls.clear();
      topics.clear();
      resolveClosed(reason);
    },
  });

  const call = async (method: string, input: unknown, { signal }: CallOptions = {}): Promise<unknown> => {
    if (gone) throw gone;
    if (signal?.aborted) throw cancelledBy(signal);
    const id = nextId++;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    send({ t: 'call', id, method, input });
    calls.set(id, { resolve, reject });
    const abort = (): void => {
      if (!calls.delete(id)) return;
      send({ t: 'cancel', id });
      if (signal) reject(cancelledBy(signal));
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  };

  async function* subscribe(
    topic: string,
    params: unknown,
    { signal, after }: SubscribeOptions = {},
  ): AsyncGenerator<TopicEvent<unknown>> {
    if (gone) throw gone;
    if (signal?.aborted) return;
    const id = nextId++;
    const events = createQueue<TopicEvent<unknown>>();
    const stop = (): void => {
      events.end();
      if (topics.delete(id)) send({ t: 'unsubscribe', id });
    };
    send(
      after === undefined
        ? { t: 'subscribe', id, topic, params }
        : { t: 'subscribe', id, topic, params, after },
    );
    topics.set(id, events);
    signal?.addEventListener('abort', stop, { once: true });
    try {
      yield* events;
    } finally {
      signal?.removeEventListener('abort', stop);
      stop();
    }
  }

  return { call, subscribe, closed, close: carrier.close };
}

/** The typed client of a contract over a connection; methods are made from the contract's own table. */
export function createClient<C extends Contract>(
  contract: C,
  connection: Pick<Connection, 'call' | 'subscribe'>,
): Client<C> {
  const domains = Object.entries(contract).map(([domain, methods]) => [
    domain,
    Object.fromEntries(
      Object.entries(methods).map(([name, method]) => {
        const path = `${domain}.${name}`;
        return [
          name,
          method.kind === 'topic'
            ? (params: unknown, options?: SubscribeOptions) => connection.subscribe(path, params, options)
            : (input: unknown, options?: CallOptions) => connection.call(path, input, options),
        ];
      }),
    ),
  ]);
  return Object.fromEntries(domains) as Client<C>;
}
