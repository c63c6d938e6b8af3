import type { WebSocket } from 'ws';
import type { Carrier } from '../../../shared/rpc/carrier.ts';
import { createIncoming } from '../../../shared/rpc/incoming.ts';
import type { WebLimits } from './limits.ts';

/** The server's end of a WebSocket, with what the host needs to watch over its peer. */
export interface WsCarrier extends Carrier {
  /** How long frames have waited without the peer taking one, in milliseconds; 0 when none wait. */
  readonly stalledMs: () => number;
  /** True while nothing is read from the peer because it does not take its answers. */
  readonly paused: () => boolean;
  /** Says goodbye with a close code, and drops the line when the peer does not answer in time. */
  readonly part: (code: number, reason: string) => void;
  /** Drops the line at once. */
  readonly cut: (reason: string) => void;
}

type CarrierLimits = Pick<WebLimits, 'lowBytes' | 'pauseBytes' | 'cutBytes' | 'closeMs'>;

const goingAway = 1001;
const normal = 1000;
const unsupportedData = 1003;

const reasonOf = (code: number): string =>
  code === normal || code === goingAway ? 'the other side left' : `the line broke (${code})`;

/**
 * Carries frames over a `ws` socket. What waits for a peer is bounded three ways: topics hold back while
 * over `lowBytes` wait, nothing is read from the peer over `pauseBytes`, and over `cutBytes` it is cut.
 */
export function wsCarrier(socket: WebSocket, limits: CarrierLimits, now: () => number): WsCarrier {
  const incoming = createIncoming();
  let waiting: (() => void)[] = [];
  let takenAt = now();

  const release = (): void => {
    const released = waiting;
    waiting = [];
    for (const resolve of released) resolve();
  };

  const end = (reason: string): boolean => {
    const first = incoming.end(reason);
    release();
    return first;
  };

  const cut = (reason: string): void => {
    end(reason);
    socket.terminate();
  };

  const part = (code: number, reason: string): void => {
    end(reason);
    // A paused socket would never see the peer's answer to the goodbye.
    socket.resume();
    socket.close(code, reason);
    const timer = setTimeout(() => socket.terminate(), limits.closeMs);
    socket.once('close', () => clearTimeout(timer));
  };

  const taken = (): void => {
    takenAt = now();
    if (incoming.ended() || socket.bufferedAmount >= limits.lowBytes) return;
    if (socket.isPaused) socket.resume();
    if (waiting.length > 0) release();
  };

  socket.on('message', (data, isBinary) => {
    if (!isBinary) incoming.deliver(data.toString());
    else if (!incoming.ended()) part(unsupportedData, 'only text frames are understood');
  });
  socket.on('error', (error) => end(error.message));
  socket.on('close', (code) => end(reasonOf(code)));

  return {
    send(text) {
      if (incoming.ended()) return;
      const buffered = socket.bufferedAmount;
      if (buffered > limits.cutBytes) {
        cut('the peer does not take its answers');
        return;
      }
      if (buffered === 0) takenAt = now();
      socket.send(text, taken);
      if (buffered > limits.pauseBytes && !socket.isPaused) socket.pause();
    },
    ready() {
      if (incoming.ended() || socket.bufferedAmount < limits.lowBytes) return Promise.resolve();
      return new Promise<void>((resolve) => waiting.push(resolve));
    },
    listen: incoming.listen,
    close: () => {
      if (!incoming.ended()) part(normal, 'closed here');
    },
    stalledMs: () => (socket.bufferedAmount > 0 ? now() - takenAt : 0),
    paused: () => socket.isPaused,
    part,
    cut,
  };
}
