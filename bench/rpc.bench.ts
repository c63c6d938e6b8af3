import { once } from 'node:events';
import { createServer } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { alternate } from '../scripts/bench/alternate.ts';
import { makeRatioRow } from '../scripts/bench/make-row.ts';
import { defaultLimits } from '../src/main/hosts/web/limits.ts';
import { wsCarrier } from '../src/main/hosts/web/ws-carrier.ts';
import { connect, createClient } from '../src/shared/rpc/client.ts';
import { methodTable, serve } from '../src/shared/rpc/serve.ts';
import { trialContract } from '../src/shared/rpc/testing/trial-contract.ts';
import { createTrial } from '../src/shared/rpc/testing/trial-handlers.ts';
import { webSocketCarrier } from '../src/shared/rpc/web-socket-carrier.ts';
import type { Bench } from './bench.ts';

const trips = 3000;
const text = 'x'.repeat(100);

interface Side {
  /** Milliseconds for all round trips, one after the other. */
  readonly measure: () => Promise<number>;
  readonly close: () => void;
}

/** A free loopback port, so that both servers are made the same way. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

async function connected(
  onSocket: (socket: WebSocket) => void,
): Promise<{ socket: WebSocket; close: () => void }> {
  const port = await freePort();
  const server = new WebSocketServer({ host: '127.0.0.1', port, perMessageDeflate: false });
  server.on('connection', onSocket);
  await once(server, 'listening');
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  await once(socket, 'open');
  return {
    socket,
    close() {
      socket.terminate();
      server.close();
    },
  };
}

async function timed(trip: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  for (let each = 0; each < trips; each += 1) await trip();
  return performance.now() - begun;
}

/** A WebSocket server that sends each message back as it came. */
async function bareEcho(): Promise<Side> {
  const { socket, close } = await connected((peer) =>
    peer.on('message', (data, isBinary) => peer.send(data, { binary: isBinary })),
  );
  return {
    close,
    measure: () =>
      timed(() => {
        const answer = once(socket, 'message');
        socket.send(text);
        return answer;
      }),
  };
}

/** The protocol with its schemas over the carrier of the web host. */
async function rpcEcho(): Promise<Side> {
  const table = methodTable(trialContract, createTrial().handlers);
  const { socket, close } = await connected((peer) => {
    serve(wsCarrier(peer, defaultLimits, Date.now), table);
  });
  const client = createClient(trialContract, connect(webSocketCarrier(socket)));
  return { close, measure: () => timed(() => client.trial.echo({ text })) };
}

const rpc: Bench = {
  name: 'rpc',
  async run({ rounds }) {
    const [bare, ours] = await Promise.all([bareEcho(), rpcEcho()]);
    try {
      // Both compiled before either is measured.
      for (let each = 0; each < 3; each += 1) await alternate(ours.measure, bare.measure, 1);
      const { a, b } = await alternate(ours.measure, bare.measure, rounds);
      return [makeRatioRow('RPC round trip over WebSocket / bare ws echo', 2, a, b)];
    } finally {
      bare.close();
      ours.close();
    }
  },
};

export default rpc;
