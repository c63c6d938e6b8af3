import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Gatekeeping, headOf } from './answer-request.ts';
import { judgeRequest } from './judge-request.ts';
import type { Peers } from './peers.ts';
import { refuseSocket } from './refuse-socket.ts';
import { cookieValues } from './session-cookie.ts';

const offeredKeys = (request: IncomingMessage): readonly string[] =>
  (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name.startsWith('key.'))
    .map((name) => name.slice('key.'.length));

/** Lets WebSockets in at `/rpc`: ours by host and origin, with the cookie and the key of one session. */
export function upgradeAnswerer(
  { names, sessions, cookieName, refused }: Gatekeeping,
  peers: Peers,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  return (request, socket, head) => {
    const refuse = (status: number, reason: string): void => {
      refused(`refused a socket (${status}): ${reason}`);
      refuseSocket(socket, status, `Refused: ${reason}.`);
    };
    const verdict = judgeRequest(headOf(request), names, 'socket');
    if (!verdict.ok) {
      refuse(verdict.refusal.status, verdict.refusal.reason);
      return;
    }
    if (request.url !== '/rpc') {
      refuse(404, 'sockets open at /rpc alone');
      return;
    }
    const session = sessions.find(cookieValues(request.headers.cookie, cookieName));
    if (!session || !offeredKeys(request).some(session.hasKey)) {
      refuse(401, 'no live session: open a new link');
      return;
    }
    const full = peers.full();
    if (full) {
      refuse(full, 'too many connections');
      return;
    }
    peers.accept(request, socket, head, session);
  };
}
