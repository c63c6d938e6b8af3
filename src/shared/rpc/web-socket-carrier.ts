import type { Carrier, CarrierListener } from './carrier.ts';

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
  let listener: CarrierListener | undefined;
  let closed: string | undefined;
  const inbox: string[] = [];
  const waiting = new Set<() => void>();

  const end = (reason: string): void => {
    if (closed !== undefined) return;
    closed = reason;
    for (const resolve of [...waiting]) resolve();
    queueMicrotask(() => listener?.closed(reason));
  };

  const close = (reason: string): void => {
    if (closed !== undefined) return;
    end(reason);
    socket.close(1000);
  };

  socket.addEventListener('message', ({ data }) => {
    if (closed !== undefined) return;
    if (typeof data !== 'string') close('the other side sent a binary frame');
    else if (listener) listener.frame(data);
    else inbox.push(data);
  });
  socket.addEventListener('close', ({ code, reason }) => end(reasonOf(code, reason)));
  // A close always follows; ws throws when nobody listens for the error itself.
  socket.addEventListener('error', () => {});

  return {
    send(text) {
      if (closed === undefined) socket.send(text);
    },
    ready() {
      if (closed !== undefined || socket.bufferedAmount < lowBytes) return Promise.resolve();
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
    listen(next) {
      listener = next;
      for (const text of inbox.splice(0)) next.frame(text);
      const reason = closed;
      if (reason !== undefined) queueMicrotask(() => next.closed(reason));
    },
    close: () => close('closed here'),
  };
}
