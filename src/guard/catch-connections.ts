import { createServer, type Socket } from 'node:net';
import type { AttemptMeans, Verdict } from '../shared/model/isolation.ts';
import type { FindDestination } from './destinations.ts';
import { type FirstBytes, readFirstBytes } from './first-bytes.ts';
import { refusal } from './refusal.ts';
import { join, openOutside } from './tunnel.ts';

export interface CatchParts {
  readonly judge: (
    client: string,
    attempt: { readonly host: string; readonly port: number; readonly means: AttemptMeans },
  ) => Verdict;
  readonly destination: FindDestination;
}

/** A client of a protocol whose server speaks first says nothing. */
const silentMs = 1000;

/** Waits for as much as tells whom a connection is for. */
function listen(client: Socket): Promise<{ readonly said: FirstBytes; readonly bytes: Buffer }> {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    const done = (said: FirstBytes): void => {
      clearTimeout(timer);
      client.off('data', more).pause();
      resolve({ said, bytes });
    };
    const more = (chunk: Buffer): void => {
      bytes = Buffer.concat([bytes, chunk]);
      const said = readFirstBytes(bytes);
      if (said.kind !== 'more') done(said);
    };
    const timer = setTimeout(() => done({ kind: 'other' }), silentMs);
    client.on('data', more).once('close', () => done({ kind: 'other' }));
  });
}

async function take(client: Socket, { judge, destination }: CatchParts): Promise<void> {
  const { remoteAddress = '', remotePort = 0 } = client;
  const [{ said, bytes }, headed] = await Promise.all([
    listen(client),
    destination(remoteAddress, remotePort),
  ]);
  const named = said.kind === 'tls' || said.kind === 'http' ? said.host : undefined;
  const host = named ?? headed?.address ?? 'unknown';
  const port = headed?.port ?? 0;
  const means = said.kind === 'tls' || said.kind === 'http' ? said.kind : 'tcp';
  if (judge(remoteAddress, { host, port, means }) === 'allowed' && named !== undefined) {
    const outside = await openOutside(host, port);
    outside.write(bytes);
    join(client, outside);
    return;
  }
  if (means === 'http') {
    const text = refusal(host, port);
    client.end(
      `HTTP/1.1 403 Forbidden\r\ncontent-type: text/plain\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
    );
    client.resume();
  } else client.resetAndDestroy();
}

/** Takes what services open past the proxy: it is looked at, counted and refused, unless its host is allowed. */
export async function catchConnections(port: number, parts: CatchParts): Promise<void> {
  const server = createServer((client) => {
    client.on('error', () => {});
    take(client, parts).catch(() => client.destroy());
  });
  server.on('error', () => {});
  server.maxConnections = 2000;
  await new Promise<void>((resolve) => server.listen({ port, host: '0.0.0.0', backlog: 1024 }, resolve));
}
