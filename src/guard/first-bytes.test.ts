import { createServer } from 'node:net';
import { connect } from 'node:tls';
import { expect, test } from 'vitest';
import { readFirstBytes } from './first-bytes.ts';

/** What a real client says first. */
async function hello(servername: string | undefined): Promise<Buffer> {
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (bytes) => {
      resolve(bytes);
      socket.destroy();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = connect({ port, host: '127.0.0.1', ...(servername ? { servername } : {}) });
  client.on('error', () => {});
  const bytes = await promise;
  client.destroy();
  server.close();
  return bytes;
}

test('the server name of a TLS hello, whole or in pieces', async () => {
  const bytes = await hello('api.stripe.com');
  expect(readFirstBytes(bytes)).toEqual({ kind: 'tls', host: 'api.stripe.com' });
  for (let length = 0; length < bytes.length; length += 1)
    expect(readFirstBytes(bytes.subarray(0, length)).kind).toBe('more');
});

test('a TLS hello without a name, and one that is broken', async () => {
  const bytes = await hello(undefined);
  expect(readFirstBytes(bytes)).toEqual({ kind: 'tls', host: undefined });
  for (let at = 43; at < bytes.length; at += 1) {
    const broken = Buffer.from(bytes);
    broken[at] = 0xff;
    expect(['tls', 'more']).toContain(readFirstBytes(broken).kind);
  }
});

test.each([
  ['GET / HTTP/1.1\r\nHost: Api.Example.com:8080\r\n\r\n', { kind: 'http', host: 'api.example.com' }],
  ['GET / HTTP/1.0\r\n\r\n', { kind: 'http', host: undefined }],
  ['GET / HTTP/1.1\r\nHost: a', { kind: 'more' }],
  ['GE', { kind: 'more' }],
  ['SSH-2.0-x\r\n', { kind: 'other' }],
  ['\u0000\u0001', { kind: 'other' }],
])('%j', (text, expected) => {
  expect(readFirstBytes(Buffer.from(text, 'latin1'))).toEqual(expected);
});
