import { createServer, type Socket } from 'node:net';
import type { AttemptMeans } from '../shared/model/isolation.ts';
import type { Decision } from './decide.ts';
import type { FindDestination } from './destinations.ts';
import { hearClient } from './hear-client.ts';
import { refusal } from './refusal.ts';
import { type Sandboxes, takenOver } from './serve-sandboxes.ts';
import { join, openOutside } from './tunnel.ts';

export interface CatchParts {
  readonly judge: (
    client: string,
    attempt: { readonly host: string; readonly port: number; readonly means: AttemptMeans },
  ) => Decision;
  readonly destination: FindDestination;
  readonly sandboxes: Sandboxes;
}

async function take(client: Socket, { judge, destination, sandboxes }: CatchParts): Promise<void> {
  const { remoteAddress = '', remotePort = 0 } = client;
  const [heard, headed] = await Promise.all([hearClient(client), destination(remoteAddress, remotePort)]);
  const { said, bytes } = heard;
  const named = said.kind === 'tls' || said.kind === 'http' ? said.host : undefined;
  const host = named ?? headed?.address ?? 'unknown';
  const port = headed?.port ?? 0;
  const means = said.kind === 'tls' || said.kind === 'http' ? said.kind : 'tcp';
  const decision = judge(remoteAddress, { host, port, means });
  const taken = takenOver(decision);
  // Nothing goes outside but to a host that was named.
  if (taken !== undefined && (named !== undefined || taken.sandbox !== undefined))
    return sandboxes.take(client, heard, { host, port, ...taken });
  if (decision.verdict === 'allowed' && named !== undefined) {
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
