import type { OnReadOpts, Socket } from 'node:net';

/** What comes over a connection, read into one buffer that is used again and again. */
export interface Intake {
  /** To create the socket with. */
  readonly onread: OnReadOpts;
  /** What has come; the intake's again at the next call. `undefined` once nothing comes any more. */
  readonly next: (socket: Socket) => Promise<Buffer | undefined>;
}

/** As much as a busy connection has when it is looked at. */
const intakeBytes = 256 * 1024;

/**
 * Reading rows by the gigabyte into a new buffer each time keeps the collector of garbage busy. While what has come is
 * looked at, nothing is read: the system keeps the rest.
 */
export function createIntake(): Intake {
  const buffer = Buffer.allocUnsafeSlow(intakeBytes);
  let filled = 0;
  let ended = false;
  let wake = (): void => {};
  let listened: Socket | undefined;

  const end = (): void => {
    ended = true;
    wake();
  };

  return {
    onread: {
      buffer,
      callback: (bytes) => {
        filled = bytes;
        wake();
        return false;
      },
    },
    async next(socket) {
      if (listened !== socket) {
        listened = socket;
        socket.once('end', end).once('close', end);
      }
      if (filled === 0 && !ended && !socket.destroyed) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        socket.resume();
        await promise;
      }
      const bytes = filled;
      filled = 0;
      return bytes === 0 ? undefined : buffer.subarray(0, bytes);
    },
  };
}
