import type { Carrier } from './carrier.ts';
import { createIncoming, type Incoming } from './incoming.ts';

const drained = Promise.resolve();

const endOf = (own: Incoming, peer: Incoming): Carrier => ({
  send(text) {
    if (own.ended()) return;
    queueMicrotask(() => peer.deliver(text));
  },
  ready: () => drained,
  listen: own.listen,
  close() {
    own.end('closed here');
    // Behind the frames that are already on their way.
    queueMicrotask(() => peer.end('closed by the peer'));
  },
});

/** Two connected ends in one process: tests, and a door that hosts the core itself. */
export function memoryPair(): readonly [Carrier, Carrier] {
  const a = createIncoming();
  const b = createIncoming();
  return [endOf(a, b), endOf(b, a)];
}
