import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { hostUnderTest, sample, test } from '../../main/hosts/web/test-web-host.ts';
import { connect, createClient } from './client.ts';
import { openWebSocket, rpcUrlOf, takeSessionKey } from './open-web-socket.ts';

const key = 'k'.repeat(43);

function windowAt(hash: string) {
  const stored = new Map<string, string>();
  const shown: string[] = [];
  return {
    stored,
    shown,
    location: { hash, pathname: '/environments' },
    history: { replaceState: (_: null, __: string, url: string) => shown.push(url) },
    localStorage: {
      getItem: (name: string) => stored.get(name) ?? null,
      setItem: (name: string, value: string) => stored.set(name, value),
    },
  };
}

test('the key is taken out of the address and kept', () => {
  const first = windowAt(`#key=${key}`);
  expect(takeSessionKey(first)).toBe(key);
  expect(first.shown).toEqual(['/environments']);
  const next = { ...first, location: { hash: '', pathname: '/' } };
  expect(takeSessionKey(next)).toBe(key);
});

test.each(['', '#', '#key=', '#key=short', `#key=${key}x`, `#other=${key}`])(
  'the address with %j brings no key and is left as it is',
  (hash) => {
    const page = windowAt(hash);
    expect(takeSessionKey(page)).toBe('');
    expect([page.shown, page.stored.size]).toEqual([[], 0]);
  },
);

test('the socket is at the host of the page, encrypted where the page is', () => {
  expect(rpcUrlOf({ protocol: 'http:', host: '127.0.0.1:7681' })).toBe('ws://127.0.0.1:7681/rpc');
  expect(rpcUrlOf({ protocol: 'https:', host: 'dev.example.com' })).toBe('wss://dev.example.com/rpc');
});

test('an opened socket carries calls', async ({ entry }) => {
  const carrier = await openWebSocket(
    {
      url: entry.rpcUrl,
      key: entry.protocols[1].slice('key.'.length),
      createSocket: (url, protocols) => new WebSocket(url, protocols, { headers: entry.headers }),
    },
    AbortSignal.timeout(5_000),
  );
  const connection = connect(carrier);
  expect(await createClient(sample, connection).sample.echo('here')).toBe('here');
  connection.close();
});

test('a refused or cancelled opening is an error of its own kind', async ({ page, entry }) => {
  const createSocket = (url: string, protocols: string[]) =>
    new WebSocket(url, protocols, { headers: entry.headers });
  const refused = openWebSocket({ url: entry.rpcUrl, key, createSocket }, AbortSignal.timeout(5_000));
  await expect(refused).rejects.toMatchObject({ code: 'connection-closed', retryable: true });

  const aborted = openWebSocket({ url: entry.rpcUrl, key, createSocket }, AbortSignal.abort());
  await expect(aborted).rejects.toMatchObject({ code: 'cancelled' });

  const stop = new AbortController();
  const stopped = openWebSocket({ url: entry.rpcUrl, key, createSocket }, stop.signal);
  stop.abort();
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });

  const host = await hostUnderTest(page);
  await host.close();
  const away = openWebSocket(
    { url: `ws://127.0.0.1:${host.port}/rpc`, key, createSocket },
    AbortSignal.timeout(5_000),
  );
  await expect(away).rejects.toMatchObject({ code: 'connection-closed' });
});
