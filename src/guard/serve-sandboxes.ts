import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Sandbox } from '../shared/model/isolation.ts';
import type { Authority } from './authority.ts';
import type { FindService } from './find-service.ts';
import type { Heard } from './hear-client.ts';
import { type PassOn, passOn, passOnUpgrade } from './pass-on.ts';

/** A third party that a client asked for, and what answers in its place. */
export interface Replaced {
  readonly host: string;
  readonly sandbox: Sandbox;
}

export interface Sandboxes {
  /** Takes a connection over, TLS or plain HTTP, with what was heard of it. */
  readonly take: (client: Duplex, heard: Heard, to: Replaced) => Promise<void>;
  /** Answers one request that came through the proxy; its path begins with a slash. */
  readonly answer: (
    incoming: IncomingMessage,
    response: ServerResponse,
    to: Replaced,
    path: string,
  ) => Promise<void>;
}

export interface SandboxParts {
  readonly authority: () => Promise<Authority>;
  readonly findService: FindService;
}

const handshakeMs = 30_000;

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const fail = (response: ServerResponse, text: string): void => {
  if (response.headersSent) return void response.destroy();
  response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8', 'x-backlot-guard': 'sandbox' });
  response.end(text);
};

/** The sandboxes of an environment, which answer in place of third parties. Nothing here leads outside. */
export function serveSandboxes({ authority, findService }: SandboxParts): Sandboxes {
  const taken = new WeakMap<Duplex, Replaced & { readonly secure: boolean }>();
  const target = async (
    { host, sandbox, secure }: Replaced & { readonly secure: boolean },
    path: string,
  ): Promise<PassOn> => ({
    ...{ host, secure, path, port: sandbox.port },
    address: await findService(sandbox.service),
  });
  const answer = async (
    incoming: IncomingMessage,
    response: ServerResponse,
    to: Replaced & { readonly secure: boolean },
    path: string,
  ): Promise<void> => {
    const failed = (error: unknown): void =>
      fail(
        response,
        `Backlot: ${to.host} is replaced by the sandbox ${to.sandbox.service}, which gives no answer: ${words(error)}.\n`,
      );
    try {
      passOn(incoming, response, await target(to, path), failed);
    } catch (error) {
      failed(error);
    }
  };

  const server = createServer((incoming, response) => {
    const to = taken.get(incoming.socket);
    if (to === undefined) return void response.destroy();
    answer(incoming, response, to, incoming.url ?? '/');
  });
  server.on('upgrade', (incoming, client: Duplex, head: Buffer) => {
    client.on('error', () => {});
    const to = taken.get(client);
    if (to === undefined) return void client.destroy();
    target(to, incoming.url ?? '/').then(
      (passed) => passOnUpgrade(incoming, client, head, passed),
      () => client.destroy(),
    );
  });
  server.on('clientError', (_, socket) => socket.destroy());
  server.requestTimeout = 0;

  return {
    async take(client, { said, bytes }, to) {
      client.on('error', () => {});
      if (said.kind !== 'tls' && said.kind !== 'http') return void client.destroy();
      client.unshift(bytes);
      if (said.kind === 'http') {
        taken.set(client, { ...to, secure: false });
        server.emit('connection', client);
        client.resume();
        return;
      }
      const secureContext = await (await authority()).contextFor(to.host);
      const secured = new TLSSocket(client, {
        isServer: true,
        secureContext,
        ALPNProtocols: ['http/1.1'],
      });
      taken.set(secured, { ...to, secure: true });
      const timer = setTimeout(() => secured.destroy(), handshakeMs);
      secured
        .on('error', () => {})
        .on('close', () => clearTimeout(timer))
        .on('_tlsError', (error: Error) => {
          // A client that does not know the authority hangs up with an alert.
          console.error(`${to.host}: the TLS handshake failed: ${error.message}`);
        })
        .once('secure', () => {
          clearTimeout(timer);
          server.emit('connection', secured);
        });
    },
    answer: (incoming, response, to, path) => answer(incoming, response, { ...to, secure: false }, path),
  };
}
