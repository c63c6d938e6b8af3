import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { command, query, type TopicEvent, topic } from '../../../shared/contract/define.ts';
import { createClient, connect as speak } from '../../../shared/rpc/client.ts';
import { methodTable } from '../../../shared/rpc/serve.ts';
import { webSocketCarrier } from '../../../shared/rpc/web-socket-carrier.ts';
import { enterWebHost, type WebEntry } from './enter-web-host.ts';
import { startWebHost, type WebHost, type WebHostOptions } from './start-web-host.ts';

/** A contract with one method of each kind, for tests of the line they travel on. */
export const sample = {
  sample: {
    echo: query(z.string(), z.string()),
    /** Never answers. */
    hang: command(z.object({}), z.object({})),
    /** As many events of as many characters as asked for, as fast as the line takes them. */
    flood: topic(z.object({ events: z.number(), size: z.number() }), z.string()),
  },
};

export interface HostUnderTest extends WebHost {
  readonly port: number;
  readonly log: readonly string[];
  /** How many events of the flood were made so far. */
  readonly flooded: () => number;
  /** How many calls that never answer are running. */
  readonly hanging: () => number;
}

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A web host on a free port with a small page, and the sample contract behind it. */
export async function hostUnderTest(
  page: string,
  options: Partial<WebHostOptions> = {},
): Promise<HostUnderTest> {
  const log: string[] = [];
  let flooded = 0;
  let hanging = 0;
  async function* flood({ events, size }: { readonly events: number; readonly size: number }) {
    const value = 'x'.repeat(size);
    for (let cursor = 1; cursor <= events; cursor++) {
      flooded += 1;
      yield { cursor, value } satisfies TopicEvent<string>;
      await tick();
    }
  }
  const methods = methodTable(sample, {
    sample: {
      echo: (text) => text,
      hang: (_, { signal }) => {
        hanging += 1;
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            hanging -= 1;
            reject(signal.reason);
          });
        });
      },
      flood,
    },
  });
  const host = await startWebHost({
    core: { methods },
    rendererDir: page,
    port: 0,
    log: (line) => log.push(line),
    ...options,
  });
  const port = Number(new URL(host.origin).port);
  return { ...host, port, log, flooded: () => flooded, hanging: () => hanging };
}

/** A socket to a host's `/rpc`, as the page opens it unless told otherwise. */
export const rpcSocket = (
  entry: WebEntry,
  headers: Readonly<Record<string, string>> = entry.headers,
  url: string = entry.rpcUrl,
): WebSocket => new WebSocket(url, [...entry.protocols], { headers, perMessageDeflate: false });

/** Resolves when the socket is open, rejects when it was refused. */
export const opened = (socket: WebSocket): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });

/** The HTTP status an upgrade was refused with; 101 when it was let in (and is closed again). */
export const upgradeStatus = (socket: WebSocket): Promise<number> =>
  new Promise((resolve, reject) => {
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.once('error', reject);
  });

/** The code a socket was closed with. */
export const closeCode = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    socket.on('error', () => {});
    socket.once('close', resolve);
  });

/** What a page request is answered with; unlike `fetch`, it sends the headers as they are given. */
export const ask = (url: string, headers: OutgoingHttpHeaders): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { headers, agent: false }, (response) => resolve(response.resume()));
    sent.on('error', reject).end();
  });

/** Bytes to a port and all that comes back until the line closes. */
export function rawExchange(port: number, text: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}

/** A raw line on which a WebSocket was opened; the caller speaks frames on it. */
export function rawUpgrade(port: number, entry: WebEntry): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(
        [
          'GET /rpc HTTP/1.1',
          `Host: 127.0.0.1:${port}`,
          `Origin: ${entry.headers.Origin}`,
          `Cookie: ${entry.headers.Cookie}`,
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
          `Sec-WebSocket-Protocol: ${entry.protocols.join(', ')}`,
          '\r\n',
        ].join('\r\n'),
      ),
    );
    socket.on('error', reject);
    socket.once('data', (data) => {
      if (data.toString('latin1').startsWith('HTTP/1.1 101 ')) resolve(socket);
      else reject(new Error(data.toString('latin1')));
    });
  });
}

/** One masked frame; the mask is zeros, so that the payload stands as it is. */
export function rawFrame(opcode: number, payload: Buffer, fin = true): Buffer {
  const length = payload.length;
  const first = (fin ? 0x80 : 0) | opcode;
  const head =
    length < 126
      ? Buffer.from([first, 0x80 | length])
      : length < 65_536
        ? Buffer.from([first, 0xfe, length >> 8, length & 0xff])
        : Buffer.concat([Buffer.from([first, 0xff, 0, 0, 0, 0]), uint32(length)]);
  return Buffer.concat([head, Buffer.alloc(4), payload]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

interface Fixtures {
  readonly page: string;
  /** Starts a host that is closed after the test. */
  readonly start: (options?: Partial<WebHostOptions>) => Promise<HostUnderTest>;
  readonly host: HostUnderTest;
  readonly entry: WebEntry;
}

/** Vitest's `test` with a host, a session of it, and what else a test of the web door needs. */
export const test = base
  .extend<Pick<Fixtures, 'page'>>({
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures used from the pattern.
    page: async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'backlot page é-'));
      mkdirSync(join(folder, 'assets'));
      writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Backlot</title>');
      writeFileSync(join(folder, 'assets/index-12345678.js'), 'go()');
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
  })
  .extend<Pick<Fixtures, 'start'>>({
    start: async ({ page }, use) => {
      const hosts: HostUnderTest[] = [];
      await use(async (options) => {
        const host = await hostUnderTest(page, options);
        hosts.push(host);
        return host;
      });
      await Promise.all(hosts.map((host) => host.close()));
    },
  })
  .extend<Pick<Fixtures, 'host'>>({
    host: async ({ start }, use) => use(await start()),
  })
  .extend<Pick<Fixtures, 'entry'>>({
    entry: async ({ host }, use) => use(await enterWebHost(host.url, AbortSignal.timeout(5_000))),
  });

/** A typed client of the sample contract over a socket. */
export function sampleClient(socket: WebSocket) {
  const connection = speak(webSocketCarrier(socket));
  return { client: createClient(sample, connection), connection };
}
