import { z } from 'zod';
import type { Contract, Handlers, Method, TopicEvent } from '../contract/define.ts';
import { BacklotError, errorToWire } from '../errors.ts';
import type { Carrier } from './carrier.ts';
import { encode } from './encode.ts';
import { parseRequest, type Reply, type Request } from './protocol.ts';

/** Told of what a caller must not see in full: defects with their stacks. */
export type OnDefect = (method: string, error: unknown) => void;

type AnyHandler = (input: unknown, context: { signal: AbortSignal; after: number | undefined }) => unknown;

interface Entry {
  readonly method: Method;
  readonly handler: AnyHandler;
}

/** The contract and its handlers as one flat table, made once and shared by all connections. */
export type MethodTable = ReadonlyMap<string, Entry>;

/** Joins contract and handlers by `domain.name`; the types guarantee that each method has its handler. */
export function methodTable<C extends Contract>(contract: C, handlers: Handlers<C>): MethodTable {
  const table = new Map<string, Entry>();
  for (const [domain, methods] of Object.entries(contract)) {
    const own = handlers[domain] as Readonly<Record<string, AnyHandler>>;
    for (const [name, method] of Object.entries(methods)) {
      const handler = own[name];
      if (handler) table.set(`${domain}.${name}`, { method, handler });
    }
  }
  return table;
}

function parse<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new BacklotError(
    'invalid-input',
    `${path} was called with a wrong value: ${z.prettifyError(parsed.error)}`,
    {
      details: {
        issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
      },
    },
  );
}

const find = (table: MethodTable, path: string, topic: boolean): Entry => {
  const entry = table.get(path);
  if (entry && (entry.method.kind === 'topic') === topic) return entry;
  throw new BacklotError('unknown-method', `There is no ${topic ? 'topic' : 'method'} "${path}".`, {
    hint: 'The app and the core may be of different versions: restart both.',
  });
};

export interface Served {
  /** Ends every call and subscription of this peer and closes the carrier. */
  readonly close: () => void;
  readonly closed: Promise<string>;
}

/** Answers one peer on a carrier until it closes; its open calls and subscriptions are aborted then. */
export function serve(carrier: Carrier, table: MethodTable, onDefect: OnDefect = () => {}): Served {
  const running = new Map<number, AbortController>();
  const { promise: closed, resolve: resolveClosed } = Promise.withResolvers<string>();

  const reply = (message: Reply): void => carrier.send(encode(message));

  const fail = (id: number, path: string, error: unknown): void => {
    const wire = errorToWire(error);
    if (wire.code === 'internal') onDefect(path, error);
    try {
      reply({ t: 'fail', id, error: wire });
    } catch (second) {
      reply({ t: 'fail', id, error: { ...errorToWire(second), details: {} } });
    }
  };

  const answer = async (id: number, path: string, input: unknown, signal: AbortSignal): Promise<void> => {
    const { method, handler } = find(table, path, false);
    if (method.kind === 'topic') return;
    const value = await handler(parse(method.input, input, path), { signal, after: undefined });
    if (signal.aborted) return;
    reply({ t: 'ok', id, value: method.output.parse(value) });
  };

  const stream = async (
    { id, topic, params, after }: Extract<Request, { t: 'subscribe' }>,
    signal: AbortSignal,
  ): Promise<void> => {
    const { method, handler } = find(table, topic, true);
    if (method.kind !== 'topic') return;
    const events = handler(parse(method.params, params, topic), { signal, after }) as AsyncIterable<
      TopicEvent<unknown>
    >;
    for await (const { cursor, value } of events) {
      if (signal.aborted) return;
      reply({ t: 'event', id, cursor, value: method.value.parse(value) });
      await carrier.ready();
    }
    if (!signal.aborted) reply({ t: 'end', id });
  };

  const start = (id: number, path: string, work: (signal: AbortSignal) => Promise<void>): void => {
    if (running.has(id)) {
      carrier.close();
      return;
    }
    const controller = new AbortController();
    running.set(id, controller);
    work(controller.signal)
      .catch((error: unknown) => {
        if (!controller.signal.aborted) fail(id, path, error);
      })
      .finally(() => running.delete(id));
  };

  const receive = (request: Request): void => {
    switch (request.t) {
      case 'call': {
        const { id, method, input } = request;
        start(id, method, (signal) => answer(id, method, input, signal));
        return;
      }
      case 'subscribe':
        start(request.id, request.topic, (signal) => stream(request, signal));
        return;
      case 'cancel':
      case 'unsubscribe':
        running.get(request.id)?.abort();
    }
  };

  carrier.listen({
    frame: (text) => {
      const request = parseRequest(text);
      if (request) receive(request);
      else carrier.close();
    },
    closed: (reason) => {
      for (const controller of running.values()) controller.abort();
      resolveClosed(reason);
    },
  });

  return { close: carrier.close, closed };
}
