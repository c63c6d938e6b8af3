import type { Socket } from 'node:net';
import type { Carrier, CarrierListener } from '../../../shared/rpc/carrier.ts';
import { maxFrame } from '../../../shared/rpc/protocol.ts';
import { createFrameReader, frameBytes } from './frame-reader.ts';

/** A UTF-16 code unit takes at most three bytes of UTF-8: what `encode` lets through always fits. */
const maxFrameBytes = maxFrame * 3;

/** How long a closing end waits for its last frames to leave, in milliseconds. */
const lingerMs = 1000;

/** Speaks length-prefixed text frames on a connected socket; owns the socket from now on. */
export function socketCarrier(socket: Socket, limit: number = maxFrameBytes): Carrier {
  let listener: CarrierListener | undefined;
  let reason: string | undefined;
  const early: string[] = [];

  const end = (why: string): void => {
    reason ??= why;
  };

  const deliver = (text: string): void => {
    if (reason !== undefined) return;
    if (!listener) {
      early.push(text);
      return;
    }
    try {
      listener.frame(text);
    } catch {
      // The peer sends what no speaker of the protocol can read; an error here must not end the process.
      end('the peer does not speak the protocol');
      socket.destroy();
    }
  };

  const reader = createFrameReader(limit, {
    frame: deliver,
    tooLarge(bytes) {
      end(`the peer announced a frame of ${bytes} bytes, past the limit of ${limit}`);
      socket.destroy();
    },
  });

  socket.setNoDelay(true);
  socket.on('data', reader.push);
  socket.on('error', (error) => end(error.message));
  socket.on('end', () => end('closed by the peer'));
  socket.on('close', () => {
    end('closed by the peer');
    listener?.closed(reason ?? '');
  });

  return {
    send(text) {
      if (reason === undefined && socket.writable) socket.write(frameBytes(text));
    },
    ready() {
      if (!socket.writableNeedDrain || socket.destroyed) return Promise.resolve();
      return new Promise((resolve) => {
        const done = (): void => {
          socket.off('drain', done).off('close', done);
          resolve();
        };
        socket.on('drain', done).on('close', done);
      });
    },
    listen(next) {
      listener = next;
      for (const text of early.splice(0)) deliver(text);
      if (socket.closed) next.closed(reason ?? '');
    },
    close() {
      end('closed here');
      if (socket.destroyed) return;
      const timer = setTimeout(() => socket.destroy(), lingerMs);
      socket.once('close', () => clearTimeout(timer));
      socket.destroySoon();
    },
  };
}
