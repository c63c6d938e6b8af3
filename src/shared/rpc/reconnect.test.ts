import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { command, query, topic } from '../contract/define.ts';
import { BacklotError } from '../errors.ts';
import type { Carrier } from './carrier.ts';
import { createClient } from './client.ts';
import { memoryPair } from './memory-carrier.ts';
import { type ConnectionState, createReconnecting, type ReconnectOptions } from './reconnect.ts';
import { methodTable, serve } from './serve.ts';

const contract = {
  sample: {
    ask: query(z.string(), z.string()),
    change: command(z.string(), z.string()),
    count: topic(z.object({ upTo: z.number() }), z.number()),
    broken: topic(z.object({}), z.number()),
  },
};

/** A core on the other end of lines that can be cut and refused; times are faked. */
function world(more: Partial<ReconnectOptions> = {}) {
  vi.useFakeTimers();
  const calls: string[] = [];
  const subscriptions: (number | undefined)[] = [];
  const states: ConnectionState[] = [];
  const lines: Carrier[] = [];
  let away = false;
  let opens = 0;
  /** Wakes every running `count` after a new number may be counted. */
  let counted = 0;
  const answers: (() => void)[] = [];

  const table = methodTable(contract, {
    sample: {
      ask: (text) => {
        calls.push(text);
        return new Promise((resolve) => answers.push(() => resolve(text)));
      },
      change: (text) => {
        calls.push(text);
        return new Promise((resolve) => answers.push(() => resolve(text)));
      },
      async *count({ upTo }, { signal, after }) {
        subscriptions.push(after);
        let cursor = after ?? 0;
        while (cursor < upTo && !signal.aborted) {
          if (cursor < counted) yield { cursor: ++cursor, value: cursor * 10 };
          else await new Promise((resolve) => setTimeout(resolve, 1));
        }
      },
      // biome-ignore lint/correctness/useYield: it fails before it has anything to say.
      async *broken() {
        throw new BacklotError('not-found', 'There is no such thing.');
      },
    },
  });

  const connection = createReconnecting({
    contract,
    open: async () => {
      opens += 1;
      if (away) throw new Error('refused');
      const [here, there] = memoryPair();
      serve(there, table);
      lines.push(there);
      return here;
    },
    onState: (state) => states.push(state),
    random: () => 0,
    ...more,
  });
  onTestFinished(() => {
    connection.close();
    vi.useRealTimers();
  });
  return {
    connection,
    client: createClient(contract, connection),
    calls,
    subscriptions,
    states,
    opens: () => opens,
    count: (to: number) => {
      counted = to;
    },
    answerAll: () => {
      for (const answer of answers.splice(0)) answer();
    },
    cut: () => lines.at(-1)?.close(),
    leave: (gone: boolean) => {
      away = gone;
    },
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  };
}

const caught = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

test('a call made before the line is open waits for it', async () => {
  const { client, connection, calls, answerAll, pass, states } = world();
  expect(connection.state()).toBe('connecting');
  const answer = client.sample.ask('a');
  await pass(0);
  expect(calls).toEqual(['a']);
  answerAll();
  expect(await answer).toBe('a');
  expect(states).toEqual(['open']);
});

test('a query in flight at a break fails as retryable, a command as not, and neither is repeated', async () => {
  const { client, calls, cut, pass } = world();
  const asked = caught(client.sample.ask('a'));
  const changed = caught(client.sample.change('b'));
  await pass(0);
  cut();
  await pass(20_000);
  expect(await asked).toMatchObject({ code: 'connection-closed', retryable: true });
  expect(await changed).toMatchObject({
    code: 'connection-closed',
    retryable: false,
    message: expect.stringContaining('sample.change'),
  });
  expect(calls).toEqual(['a', 'b']);
});

test('a call made during a break goes out once the line is back', async () => {
  const { client, calls, cut, leave, pass, answerAll, states } = world();
  await pass(0);
  leave(true);
  cut();
  await pass(3_000);
  const changed = client.sample.change('c');
  leave(false);
  await pass(5_000);
  answerAll();
  expect(await changed).toBe('c');
  expect(calls).toEqual(['c']);
  expect(states).toEqual(['open', 'connecting', 'lost', 'open']);
});

test('a call waits ten seconds for a line, then fails as retryable and is never sent', async () => {
  const { client, calls, cut, leave, pass } = world();
  await pass(0);
  leave(true);
  cut();
  await pass(1_000);
  const changed = caught(client.sample.change('d'));
  await pass(9_999);
  leave(false);
  await pass(1);
  expect(await changed).toMatchObject({ code: 'connection-closed', retryable: true });
  await pass(20_000);
  expect(calls).toEqual([]);
});

test('a call that waits can be cancelled', async () => {
  const { client, calls, pass } = world({ open: () => Promise.reject(new Error('away')) });
  const stop = new AbortController();
  const asked = caught(client.sample.ask('e', { signal: stop.signal }));
  await pass(5);
  stop.abort();
  expect(await asked).toMatchObject({ code: 'cancelled' });
  expect(calls).toEqual([]);
});

test('a subscription goes on after the last event it saw, over any number of breaks', async () => {
  const { client, subscriptions, count, cut, pass } = world();
  const seen: number[] = [];
  const read = (async () => {
    for await (const { value } of client.sample.count({ upTo: 6 })) seen.push(value);
  })();
  for (const to of [2, 4, 6]) {
    count(to);
    await pass(10);
    if (to < 6) cut();
    await pass(5_000);
  }
  await read;
  expect(seen).toEqual([10, 20, 30, 40, 50, 60]);
  expect(subscriptions).toEqual([undefined, 2, 4]);
});

test('a subscription outlives a long absence and can be ended during it', async () => {
  const { client, leave, cut, count, pass, subscriptions } = world();
  const stop = new AbortController();
  const seen: number[] = [];
  count(1);
  const read = (async () => {
    for await (const { value } of client.sample.count({ upTo: 9 }, { signal: stop.signal })) seen.push(value);
  })();
  await pass(10);
  leave(true);
  cut();
  await pass(600_000);
  stop.abort();
  await read;
  expect([seen, subscriptions]).toEqual([[10], [undefined]]);
});

test('an error of the topic itself is passed on, not retried', async () => {
  const { client, opens, pass } = world();
  const read = caught(
    (async () => {
      for await (const _ of client.sample.broken({}));
    })(),
  );
  await pass(0);
  expect(await read).toMatchObject({ code: 'not-found' });
  await pass(60_000);
  expect(opens()).toBe(1);
});

test('the delays grow up to the last one and are shortened at random', async () => {
  let attempts = 0;
  const open = (): Promise<Carrier> => {
    attempts += 1;
    return Promise.reject(new Error('away'));
  };
  const { pass } = world({ delays: [100, 400], random: () => 1, open });
  await pass(0);
  const seen: number[] = [attempts];
  for (const ms of [49, 1, 199, 1, 200]) {
    await pass(ms);
    seen.push(attempts);
  }
  expect(seen).toEqual([1, 1, 2, 2, 3, 4]);
});

test('a line that breaks at once is not tried again without a growing pause', async () => {
  let opens = 0;
  const open = async (): Promise<Carrier> => {
    opens += 1;
    const [here, there] = memoryPair();
    there.close();
    return here;
  };
  const { pass } = world({ open });
  await pass(10_000);
  expect(opens).toBeLessThan(10);
});

test('closing ends what waits and what runs, and opens no line again', async () => {
  const { connection, client, opens, pass } = world();
  const read = caught(
    (async () => {
      for await (const _ of client.sample.count({ upTo: 1 }));
    })(),
  );
  const asked = caught(client.sample.ask('a'));
  await pass(0);
  connection.close();
  expect(await asked).toMatchObject({ code: 'connection-closed' });
  expect(await read).toMatchObject({ code: 'connection-closed' });
  expect(await caught(client.sample.ask('b'))).toMatchObject({ code: 'connection-closed' });
  await pass(60_000);
  expect(opens()).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});
