import type { Carrier, CarrierListener } from './carrier.ts';
import { createFlowWindow, type FlowLimits } from './flow-window.ts';

/** What a carrier needs of a message port; the page's own `MessagePort` is one as it stands. */
export interface PortLike {
  postMessage(message: PortMessage): void;
  /** Delivers what has waited, then whatever comes. */
  start(): void;
  close(): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
}

/**
 * What crosses the port: a frame as text, an acknowledgement as the number of frames received since the
 * start, and `null` for good-bye. The good-bye exists because not every port tells of its peer's end.
 */
export type PortMessage = string | number | null;

const acknowledgeEvery: FlowLimits = { frames: 64, characters: 1024 * 1024 };
const mostInFlight: FlowLimits = { frames: 256, characters: 4 * 1024 * 1024 };

/**
 * Carries frames over one end of a message channel. A port has no measure of what is still on its way,
 * so the receiver acknowledges every 64 frames or 1 M characters, and `ready` waits while 256 frames or
 * 4 M characters are unacknowledged.
 */
export function messagePortCarrier(port: PortLike): Carrier {
  const outgoing = createFlowWindow(mostInFlight);
  let listener: CarrierListener | undefined;
  let closed: string | undefined;
  let received = 0;
  let acknowledged = 0;
  let characters = 0;

  const end = (reason: string): void => {
    if (closed !== undefined) return;
    closed = reason;
    outgoing.release();
    port.close();
    // After the caller's own work: a listener is never called from inside `close` or `send`.
    queueMicrotask(() => listener?.closed(reason));
  };

  const acknowledge = (length: number): void => {
    received += 1;
    characters += length;
    if (received - acknowledged < acknowledgeEvery.frames && characters < acknowledgeEvery.characters) return;
    acknowledged = received;
    characters = 0;
    port.postMessage(received);
  };

  const receive = (data: unknown): void => {
    if (closed !== undefined) return;
    if (typeof data === 'string') {
      acknowledge(data.length);
      listener?.frame(data);
    } else if (data === null) {
      end('closed by the peer');
    } else if (typeof data !== 'number' || !outgoing.acknowledged(data)) {
      end('the peer does not speak the protocol');
    }
  };

  port.addEventListener('close', () => end('the other end is gone'));

  return {
    send(text) {
      if (closed !== undefined) return;
      outgoing.sent(text.length);
      port.postMessage(text);
    },
    ready: outgoing.ready,
    listen(to) {
      listener = to;
      if (closed !== undefined) {
        to.closed(closed);
        return;
      }
      port.addEventListener('message', ({ data }) => receive(data));
      port.start();
    },
    close() {
      if (closed === undefined) port.postMessage(null);
      end('closed here');
    },
  };
}
