import type { Carrier, CarrierListener } from './carrier.ts';

interface End {
  listener: CarrierListener | undefined;
  readonly inbox: string[];
  closed: string | undefined;
}

const drained = Promise.resolve();

function endOf(own: End, peer: End): Carrier {
  const closeBoth = (): void => {
    for (const [end, reason] of [
      [own, 'closed here'],
      [peer, 'closed by the peer'],
    ] as const) {
      if (end.closed !== undefined) continue;
      end.closed = reason;
      queueMicrotask(() => end.listener?.closed(reason));
    }
  };
  return {
    send(text) {
      if (own.closed !== undefined) return;
      queueMicrotask(() => {
        if (peer.listener) peer.listener.frame(text);
        else peer.inbox.push(text);
      });
    },
    ready: () => drained,
    listen(listener) {
      own.listener = listener;
      for (const text of own.inbox.splice(0)) listener.frame(text);
      if (own.closed !== undefined) listener.closed(own.closed);
    },
    close: closeBoth,
  };
}

/** Two connected ends in one process: tests, and a door that hosts the core itself. */
export function memoryPair(): readonly [Carrier, Carrier] {
  const a: End = { listener: undefined, inbox: [], closed: undefined };
  const b: End = { listener: undefined, inbox: [], closed: undefined };
  return [endOf(a, b), endOf(b, a)];
}
