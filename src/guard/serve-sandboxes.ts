import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Sandbox } from '../shared/model/isolation.ts';
import type { Authority } from './authority.ts';
import type { Decision } from './decide.ts';
import type { FindService } from './find-service.ts';
import type { Heard } from './hear-client.ts';
import { type PassOn, passOn, passOnUpgrade } from './pass-on.ts';
import { passOutside } from './pass-outside.ts';
import type { Recorder } from './record-answers.ts';
import type { StubAnswers } from './stubs/answer-stub.ts';

/** A third party that a client asked for, and what answers in its place; undefined: itself, and it is recorded. */
export interface Replaced {
  readonly host: string;
  readonly port: number;
  readonly sandbox: Sandbox | undefined;
}

/** What the guard answers itself, or looks into on its way; undefined: neither. */
export const takenOver = (decision: Decision): Pick<Replaced, 'sandbox'> | undefined => {
  if (decision.verdict === 'replaced') return { sandbox: decision.sandbox };
  return decision.verdict === 'recorded' ? { sandbox: undefined } : undefined;
};

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
  readonly stubs: StubAnswers;
  readonly recorder: Recorder;
}

/** A connection that was taken over. */
interface Taken extends Replaced {
  readonly secure: boolean;
  /** Below TLS. */
  readonly connection: Duplex;
}

type ServiceSandbox = Extract<Sandbox, { readonly service: string }>;

const handshakeMs = 30_000;

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const fail = (response: ServerResponse, text: string): void => {
  if (response.headersSent) return void response.destroy();
  response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8', 'x-backlot-guard': 'sandbox' });
  response.end(text);
};

const answerer = ({ host, sandbox }: Replaced): string =>
  sandbox === undefined
    ? `${host} is recorded`
    : `${host} is replaced by the sandbox ${'stubs' in sandbox ? sandbox.stubs.join(', ') : sandbox.service}`;

/**
 * The sandboxes of an environment, which answer in place of third parties. Nothing here leads outside but to hosts
 * that are allowed and recorded.
 */
export function serveSandboxes({ authority, findService, stubs, recorder }: SandboxParts): Sandboxes {
  const taken = new WeakMap<Duplex, Taken>();
  const target = async (
    { service, port }: ServiceSandbox,
    { host, secure }: Pick<PassOn, 'host' | 'secure'>,
    path: string,
  ): Promise<PassOn> => ({ host, secure, path, port, address: await findService(service) });
  const answer = async (
    incoming: IncomingMessage,
    response: ServerResponse,
    to: Taken,
    path: string,
  ): Promise<void> => {
    const { host, sandbox } = to;
    const failed = (error: unknown): void =>
      fail(response, `Backlot: ${answerer(to)}, which gives no answer: ${words(error)}.\n`);
    try {
      if (sandbox === undefined) {
        const { port, secure } = to;
        await passOutside(incoming, response, { host, port, secure, path }, recorder, failed);
      } else if ('stubs' in sandbox) {
        const { connection } = to;
        await stubs.answer(incoming, response, { host, path, files: sandbox.stubs, connection });
      } else passOn(incoming, response, await target(sandbox, to, path), failed);
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
    if (to?.sandbox === undefined || 'stubs' in to.sandbox) return void client.destroy();
    target(to.sandbox, to, incoming.url ?? '/').then(
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
        taken.set(client, { ...to, secure: false, connection: client });
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
      taken.set(secured, { ...to, secure: true, connection: client });
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
    answer: (incoming, response, to, path) =>
      answer(incoming, response, { ...to, secure: false, connection: incoming.socket }, path),
  };
}
