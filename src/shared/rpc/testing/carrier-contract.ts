import { afterEach, describe, expect, test } from 'vitest';
import { waitFor } from '../../../../scripts/testing/wait-for.ts';
import type { Client } from '../../contract/define.ts';
import { BacklotError } from '../../errors.ts';
import type { Carrier } from '../carrier.ts';
import { type Connection, connect, createClient } from '../client.ts';
import { methodTable, type Served, serve } from '../serve.ts';
import { trialContract } from './trial-contract.ts';
import { createTrial, type Trial } from './trial-handlers.ts';

/** Two connected ends of the carrier under test. */
export interface CarrierPair {
  readonly client: Carrier;
  readonly server: Carrier;
  /** Releases what the pair stands on (servers, sockets). */
  readonly dispose: () => void | Promise<void>;
}

interface Stage {
  readonly client: Client<typeof trialContract>;
  readonly connection: Connection;
  readonly served: Served;
  readonly trial: Trial;
  readonly defects: unknown[];
}

/** What every carrier must hold; a carrier's own test file calls this with its way to make a pair. */
export function carrierContract(name: string, makePair: () => Promise<CarrierPair>): void {
  describe(`${name} carries the protocol`, () => {
    const open: (() => void | Promise<void>)[] = [];
    afterEach(async () => {
      for (const dispose of open.splice(0).reverse()) await dispose();
    });

    async function stage(): Promise<Stage> {
      const pair = await makePair();
      const trial = createTrial();
      const defects: unknown[] = [];
      const served = serve(pair.server, methodTable(trialContract, trial.handlers), (_, error) => {
        defects.push(error);
      });
      const connection = connect(pair.client);
      open.push(pair.dispose, connection.close);
      return { client: createClient(trialContract, connection), connection, served, trial, defects };
    }

    test('a result comes back', async () => {
      const { client } = await stage();
      const text = 'línea 1\nline 2 \u2028 \u0000 😀 "quoted"';
      await expect(client.trial.echo({ text })).resolves.toEqual({ text });
    });

    test('a typed error arrives with code, message, hint, details and retryable', async () => {
      const { client, defects } = await stage();
      const error = await client.trial.fail({ how: 'typed' }).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(BacklotError);
      expect(error).toMatchObject({
        code: 'config-invalid',
        message: 'backlot.yaml:3:1: unknown key "naem".',
        hint: 'Did you mean "name"?',
        details: { line: 3 },
        retryable: true,
      });
      expect(defects).toEqual([]);
    });

    test('a defect arrives as internal, without its stack, and is reported on the serving side', async () => {
      const { client, defects } = await stage();
      await expect(client.trial.fail({ how: 'plain' })).rejects.toMatchObject({ code: 'internal' });
      expect(defects).toHaveLength(1);
    });

    test.each(['unserializable', 'cycle'] as const)(
      'an answer that is %s fails that call alone',
      async (how) => {
        const { client } = await stage();
        await expect(client.trial.fail({ how })).rejects.toMatchObject({ code: 'unserializable' });
        await expect(client.trial.echo({ text: 'still here' })).resolves.toEqual({ text: 'still here' });
      },
    );

    test('an unserialisable input fails before it is sent', async () => {
      const { connection } = await stage();
      await expect(connection.call('trial.echo', { text: 1n })).rejects.toMatchObject({
        code: 'unserializable',
      });
    });

    test('a wrong input and an unknown method are refused by name', async () => {
      const { connection } = await stage();
      await expect(connection.call('trial.echo', { text: 7 })).rejects.toMatchObject({
        code: 'invalid-input',
      });
      await expect(connection.call('trial.nothing', {})).rejects.toMatchObject({ code: 'unknown-method' });
      await expect(connection.call('trial.count', {})).rejects.toMatchObject({ code: 'unknown-method' });
      await expect(connection.call('__proto__.constructor', {})).rejects.toMatchObject({
        code: 'unknown-method',
      });
    });

    test('cancelling a call aborts its handler and rejects with cancelled', async () => {
      const { client, trial } = await stage();
      const stop = new AbortController();
      const waiting = client.trial.wait({ name: 'one' }, { signal: stop.signal });
      await waitFor(() => expect(trial.begun()).toBe(1));
      stop.abort();
      await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
      await waitFor(() => expect(trial.aborted).toEqual(['one']));
    });

    test('a topic delivers in order and ends', async () => {
      const { client } = await stage();
      const seen: number[] = [];
      for await (const { cursor, value } of client.trial.count({ to: 500 })) {
        expect(cursor).toBe(value.n);
        seen.push(value.n);
      }
      expect(seen).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    });

    test('a subscription resumes after a cursor on a new connection', async () => {
      const first = await stage();
      let cursor = 0;
      for await (const event of first.client.trial.count({ to: 10 })) {
        cursor = event.cursor;
        if (cursor === 4) break;
      }
      const second = await stage();
      const rest: number[] = [];
      for await (const { value } of second.client.trial.count({ to: 6 }, { after: cursor }))
        rest.push(value.n);
      expect(rest).toEqual([5, 6]);
    });

    test('leaving a topic unsubscribes', async () => {
      const { client, trial } = await stage();
      for await (const _ of client.trial.tick({ name: 'left' })) break;
      await waitFor(() => expect(trial.aborted).toEqual(['left']));
    });

    test('an aborted subscription ends without an error', async () => {
      const { client, trial } = await stage();
      const stop = new AbortController();
      for await (const _ of client.trial.tick({ name: 'aborted' }, { signal: stop.signal })) stop.abort();
      await waitFor(() => expect(trial.aborted).toEqual(['aborted']));
    });

    test('a topic that fails throws its typed error after what it delivered', async () => {
      const { client } = await stage();
      const seen: number[] = [];
      const reading = async (): Promise<void> => {
        for await (const { value } of client.trial.broken({})) seen.push(value.n);
      };
      await expect(reading()).rejects.toMatchObject({ code: 'docker-unreachable' });
      expect(seen).toEqual([1]);
    });

    test.each(['client', 'server'] as const)(
      'closing at the %s rejects all pending and aborts all handlers',
      async (side) => {
        const { client, connection, served, trial } = await stage();
        const calls = ['a', 'b', 'c'].map((name) => client.trial.wait({ name }).catch((e: unknown) => e));
        const ticking = (async () => {
          for await (const _ of client.trial.tick({ name: 'd' }));
        })().catch((e: unknown) => e);
        await waitFor(() => expect(trial.begun()).toBe(4));
        if (side === 'client') connection.close();
        else served.close();
        for (const error of await Promise.all([...calls, ticking])) {
          expect(error).toMatchObject({ code: 'connection-closed', retryable: true });
        }
        await Promise.all([connection.closed, served.closed]);
        await waitFor(() => expect([...trial.aborted].sort()).toEqual(['a', 'b', 'c', 'd']));
        await expect(client.trial.echo({ text: 'late' })).rejects.toMatchObject({
          code: 'connection-closed',
        });
      },
    );

    test('a 10 MB payload goes there and back', async () => {
      const { client } = await stage();
      const text = 'äb'.repeat(5 * 1024 * 1024);
      const answer = await client.trial.echo({ text });
      expect(answer.text.length).toBe(text.length);
      expect(answer.text === text).toBe(true);
    });

    test('10,000 calls in flight all come back to their caller', async () => {
      const { client } = await stage();
      const answers = await Promise.all(
        Array.from({ length: 10_000 }, (_, i) => client.trial.echo({ text: String(i) })),
      );
      expect(answers.every(({ text }, i) => text === String(i))).toBe(true);
    });
  });
}
