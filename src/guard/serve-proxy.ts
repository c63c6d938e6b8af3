import { createServer, request, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { AttemptMeans } from '../shared/model/isolation.ts';
import type { Decision } from './decide.ts';
import { hearClient } from './hear-client.ts';
import { passedHeaders } from './hop-headers.ts';
import { refusal } from './refusal.ts';
import { type Sandboxes, takenOver } from './serve-sandboxes.ts';
import { join, openOutside } from './tunnel.ts';

export interface ProxyParts {
  /** Decides on a host, and counts the attempt. */
  readonly judge: (
    client: string,
    attempt: { readonly host: string; readonly port: number; readonly means: AttemptMeans },
  ) => Decision;
  /** Services of the environment: a client that sends them here too is served. */
  readonly isService: (host: string) => boolean;
  readonly sandboxes: Sandboxes;
}

const fail = (response: ServerResponse, status: number, text: string): void => {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-backlot-guard': 'refused' });
  response.end(text);
};

/** "host:port" of a CONNECT. */
function readAuthority(authority = ''): { readonly host: string; readonly port: number } | undefined {
  const [, name, v6, port] = /^(?:([^:\]]+)|\[([^\]]+)\]):(\d{1,5})$/.exec(authority) ?? [];
  const host = name ?? v6;
  return host === undefined ? undefined : { host: host.toLowerCase(), port: Number(port) };
}

/** The forward proxy that services are pointed to by the usual variables: plain HTTP, and CONNECT. */
export async function serveProxy(port: number, { judge, isService, sandboxes }: ProxyParts): Promise<void> {
  const server = createServer((incoming, response) => {
    let url: URL | undefined;
    try {
      url = new URL(incoming.url ?? '');
    } catch {
      // In origin form: it is no request to a proxy.
    }
    if (url?.protocol !== 'http:')
      return fail(response, 400, 'This is the proxy of an isolated environment.\n');
    const host = url.hostname.toLowerCase();
    const target = Number(url.port || 80);
    const client = incoming.socket.remoteAddress ?? '';
    const path = `${url.pathname}${url.search}`;
    const decision = isService(host) ? undefined : judge(client, { host, port: target, means: 'http' });
    const taken = decision && takenOver(decision);
    if (taken) return void sandboxes.answer(incoming, response, { host, port: target, ...taken }, path);
    if (decision?.verdict === 'blocked') return fail(response, 403, refusal(host, target));
    const headers = passedHeaders(incoming.headers);
    const outgoing = request(
      { method: incoming.method, host, port: target, path, headers, family: 4, agent: false },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.statusMessage, passedHeaders(answer.headers));
        answer.pipe(response);
        answer.on('error', () => response.destroy());
      },
    );
    outgoing.on('error', (error) => fail(response, 502, `${host}: ${error.message}\n`));
    response.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  });
  server.on('connect', (incoming, stream, head) => {
    stream.on('error', () => {});
    const to = readAuthority(incoming.url);
    const answer = (status: string, text = ''): void => {
      stream.end(
        `HTTP/1.1 ${status}\r\ncontent-type: text/plain\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
      );
    };
    if (to === undefined || !(stream instanceof Socket)) return answer('400 Bad Request');
    const client = stream.remoteAddress ?? '';
    const { host } = to;
    const decision = isService(host) ? undefined : judge(client, { host, port: to.port, means: 'tls' });
    const taken = decision && takenOver(decision);
    if (taken) {
      stream.write('HTTP/1.1 200 Connection established\r\n\r\n');
      hearClient(stream, head)
        .then((heard) => sandboxes.take(stream, heard, { ...to, ...taken }))
        .catch(() => stream.destroy());
      return;
    }
    if (decision?.verdict === 'blocked') return answer('403 Forbidden', refusal(host, to.port));
    openOutside(host, to.port).then(
      (outside) => {
        stream.write('HTTP/1.1 200 Connection established\r\n\r\n');
        outside.write(head);
        join(stream, outside);
      },
      (error: unknown) => answer('502 Bad Gateway', `${host}: ${String(error)}\n`),
    );
  });
  server.on('clientError', (_, socket) => socket.destroy());
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(port, '0.0.0.0', resolve));
}
