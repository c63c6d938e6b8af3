import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createClient, connect as speak } from '../../../shared/rpc/client.ts';
import { methodTable, serve } from '../../../shared/rpc/serve.ts';
import { webSocketCarrier } from '../../../shared/rpc/web-socket-carrier.ts';
import { defaultLimits } from './limits.ts';
import { opened, sample } from './test-web-host.ts';
import { type WsCarrier, wsCarrier } from './ws-carrier.ts';

let server: WebSocketServer;
let near: WsCarrier;
let far: WebSocket;
let time = 0;

beforeEach(async () => {
  time = 0;
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  far = await opened(new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`));
  const [socket] = (await accepted) as [WebSocket];
  near = wsCarrier(socket, { ...defaultLimits, closeMs: 50 }, () => time);
});
afterEach(() => {
  for (const socket of server.clients) socket.terminate();
  far.terminate();
  server.close();
});

const endless = methodTable(sample, {
  sample: {
    echo: (text) => text,
    hang: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    async *flood() {},
  },
});

test('10,000 calls in flight each get their own answer', async () => {
  serve(near, endless);
  const client = createClient(sample, speak(webSocketCarrier(far)));
  const answers = await Promise.all(Array.from({ length: 10_000 }, (_, i) => client.sample.echo(`${i}`)));
  expect(answers.every((answer, i) => answer === `${i}`)).toBe(true);
});

test.each(['near', 'far'])('a close at the %s end rejects every pending call', async (end) => {
  const served = serve(near, endless);
  const connection = speak(webSocketCarrier(far));
  const client = createClient(sample, connection);
  const pending = Array.from({ length: 100 }, () => client.sample.hang({}).catch((error: unknown) => error));
  await client.sample.echo('arrived');
  if (end === 'near') served.close();
  else connection.close();
  for (const error of await Promise.all(pending)) expect(error).toMatchObject({ code: 'connection-closed' });
  await served.closed;
});

test('ready holds while much waits, and lets go when it is taken', async () => {
  far.pause();
  const text = 'x'.repeat(1024 * 1024);
  for (let i = 0; i < 16; i++) near.send(text);
  let ready = false;
  const waited = near.ready().then(() => {
    ready = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(ready).toBe(false);
  expect(near.paused()).toBe(true);
  time = 500;
  expect(near.stalledMs()).toBe(500);
  far.resume();
  await waited;
  expect(near.paused()).toBe(false);
  await expect.poll(near.stalledMs).toBe(0);
});

test('a cut releases those who wait and tells why', async () => {
  far.pause();
  for (let i = 0; i < 16; i++) near.send('x'.repeat(1024 * 1024));
  const waited = near.ready();
  const closed = new Promise((resolve) => near.listen({ frame: () => {}, closed: resolve }));
  near.cut('it takes no frames');
  await waited;
  expect(await closed).toBe('it takes no frames');
  near.send('dropped');
  await near.ready();
});

test('a peer that does not answer the goodbye is dropped after its time', async () => {
  far.pause();
  const dropped = new Promise((resolve) => {
    for (const socket of server.clients) socket.once('close', resolve);
  });
  near.close();
  await dropped;
});
