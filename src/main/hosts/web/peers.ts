import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type MethodTable, type OnDefect, serve } from '../../../shared/rpc/serve.ts';
import type { WebLimits } from './limits.ts';
import type { Session } from './sessions.ts';
import { type WsCarrier, wsCarrier } from './ws-carrier.ts';

/** Who is connected to a web host by WebSocket. */
export interface Peers {
  /** Why one more can't be taken now, as an HTTP status; `undefined` when it can. */
  readonly full: () => 429 | 503 | undefined;
  /** Completes an upgrade that was let in, and serves it. */
  readonly accept: (request: IncomingMessage, socket: Duplex, head: Buffer, session: Session) => void;
  /** Says goodbye to all and resolves when they are gone, at the latest after `closeMs`. */
  readonly close: () => Promise<void>;
}

export interface PeersOptions {
  readonly methods: MethodTable;
  readonly onDefect: OnDefect;
  readonly limits: WebLimits;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** The one subprotocol spoken at `/rpc`; the session's key comes beside it, as `key.<key>`. */
export const rpcProtocol = 'backlot';

interface Peer {
  readonly socket: WebSocket;
  readonly carrier: WsCarrier;
  readonly session: Session;
  /** When the question for a sign of life went out that has no answer yet. */
  askedAt: number | undefined;
  /** When it last gave a sign of life. */
  aliveAt: number;
}

const minute = 60_000;

/** Serves the methods to each peer and drops those that are gone or don't keep up. */
export function createPeers({ methods, onDefect, limits, now, log }: PeersOptions): Peers {
  const peers = new Set<Peer>();
  let upgrades: readonly number[] = [];
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.messageBytes,
    handleProtocols: (offered) => offered.has(rpcProtocol) && rpcProtocol,
  });

  const drop = (peer: Peer, reason: string): void => {
    log(`cut a peer: ${reason}`);
    peer.carrier.cut(reason);
  };

  const check = (peer: Peer): void => {
    if (peer.carrier.stalledMs() > limits.stallMs) {
      drop(peer, 'it takes no frames');
      return;
    }
    // A paused peer's answer can't be heard; the stall rule watches over it.
    if (peer.carrier.paused()) return;
    if (peer.askedAt !== undefined) {
      if (now() - peer.askedAt > limits.heartbeatMs) drop(peer, 'it gives no sign of life');
      return;
    }
    if (now() - peer.aliveAt > limits.heartbeatMs) {
      peer.askedAt = now();
      peer.socket.ping();
    }
  };

  const sweep = setInterval(() => {
    for (const peer of peers) check(peer);
  }, limits.sweepMs);
  sweep.unref();

  const join = (socket: WebSocket, session: Session): void => {
    const carrier = wsCarrier(socket, limits, now);
    const peer: Peer = { socket, carrier, session, askedAt: undefined, aliveAt: now() };
    peers.add(peer);
    socket.on('close', () => peers.delete(peer));
    socket.on('pong', () => {
      peer.askedAt = undefined;
      peer.aliveAt = now();
      session.touch();
    });
    serve(carrier, methods, onDefect);
  };

  return {
    full() {
      upgrades = upgrades.filter((at) => now() - at < minute);
      if (peers.size >= limits.peers) return 503;
      return upgrades.length >= limits.upgradesPerMinute ? 429 : undefined;
    },
    accept(request, socket, head, session) {
      upgrades = [...upgrades, now()];
      server.handleUpgrade(request, socket, head, (accepted) => join(accepted, session));
    },
    async close() {
      clearInterval(sweep);
      const gone = [...peers].map(
        ({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      for (const { carrier } of peers) carrier.part(1001, 'Backlot is shutting down');
      server.close();
      await Promise.all(gone);
    },
  };
}
