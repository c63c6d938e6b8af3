import type { Carrier } from './carrier.ts';
import { createIncoming } from './incoming.ts';

/** What a carrier needs of a WebSocket: the DOM's, Node's and ws's own all have it. */
export interface SocketLike {
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'close',
    listener: (event: { readonly code: number; readonly reason: string }) => void,
  ): void;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
}

const lowBytes = 1024 * 1024;
const shortestLook = 4;
const longestLook = 100;

const reasonOf = (code: number, reason: string): string => {
  if (reason !== '') return reason;
  return code === 1000 || code === 1001 ? 'the other side left' : `the line broke (${code})`;
};

/** Carries frames over an open WebSocket; a binary frame closes it, for the protocol has none. */
export function webSocketCarrier(socket: SocketLike): Carrier {
  const incoming = createIncoming();
  const waiting = new Set<() => void>();

  const end = (reason: string): boolean => {
    const first = incoming.end(reason);
    for (const resolve of [...waiting]) resolve();
    return first;
  };

  const close = (reason: string): void => {
    if (end(reason)) socket.close(1000);
  };

  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') incoming.deliver(data);
    else close('the other side sent a binary frame');
  });
  socket.addEventListener('close', ({ code, reason }) => {
    end(reasonOf(code, reason));
  });
  // A close always follows; ws throws when nobody listens for the error itself.
  socket.addEventListener('error', () => {});

  return {
    send(text) {
      if (!incoming.ended()) socket.send(text);
    },
    ready() {
      if (incoming.ended() || socket.bufferedAmount < lowBytes) return Promise.resolve();
      // A WebSocket does not tell when it has drained, so it is looked at, ever more rarely.
      return new Promise<void>((resolve) => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const done = (): void => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        };
        const look = (after: number): void => {
          timer = setTimeout(() => {
            if (socket.bufferedAmount < lowBytes) done();
            else look(Math.min(after * 2, longestLook));
          }, after);
        };
        waiting.add(done);
        look(shortestLook);
      });
    },
    listen: incoming.listen,
    close: () => close('closed here'),
  };
}
