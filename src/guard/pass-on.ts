import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { passedHeaders } from './hop-headers.ts';
import { join } from './tunnel.ts';

/** What a request came for, and where it goes instead. */
export interface PassOn {
  /** The third party as the client named it. */
  readonly host: string;
  readonly secure: boolean;
  /** Of the sandbox. */
  readonly address: string;
  readonly port: number;
  /** Begins with a slash. */
  readonly path: string;
}

const forwarded = ({ host, secure }: PassOn, { socket }: IncomingMessage) => ({
  'x-forwarded-for': socket.remoteAddress ?? '',
  'x-forwarded-host': host,
  'x-forwarded-proto': secure ? 'https' : 'http',
});

/** Passes a request on to a sandbox as plain HTTP, with the host that it was for. */
export function passOn(
  incoming: IncomingMessage,
  response: ServerResponse,
  to: PassOn,
  failed: (error: Error) => void,
): void {
  const headers = { ...passedHeaders(incoming.headers), ...forwarded(to, incoming) };
  const { address: host, port, path } = to;
  const outgoing = request({ method: incoming.method, host, port, path, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, passedHeaders(answer.headers));
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  outgoing.on('error', failed);
  response.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

/** Passes on a request that wants another protocol, a WebSocket: the connection is the sandbox's from there on. */
export function passOnUpgrade(incoming: IncomingMessage, client: Duplex, head: Buffer, to: PassOn): void {
  const outside = connect({ host: to.address, port: to.port });
  outside.once('connect', () => {
    const lines = incoming.rawHeaders.flatMap((name, index, all) =>
      index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : [],
    );
    const more = Object.entries(forwarded(to, incoming)).map(([name, value]) => `${name}: ${value}`);
    outside.write(`${[`${incoming.method} ${to.path} HTTP/1.1`, ...lines, ...more].join('\r\n')}\r\n\r\n`);
    outside.write(head);
    join(client, outside);
  });
  outside.once('error', () => client.destroy());
  client.once('close', () => outside.destroy());
}
