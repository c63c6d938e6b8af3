import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { BacklotError } from '../../../shared/errors.ts';
import type { Carrier } from '../../../shared/rpc/carrier.ts';
import { errnoOf } from '../../core/home/home-error.ts';
import { socketCarrier } from './socket-carrier.ts';

/** Nobody listens there: no file, no folder, or a file left behind by a core that is gone. */
const absent = new Set(['ENOENT', 'ENOTDIR', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

/**
 * A carrier to the core that listens at `path`, or `undefined` when none does.
 * @throws BacklotError `forbidden` when the socket is not ours to use
 */
export function connectSocket(path: string, signal: AbortSignal): Promise<Carrier | undefined> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const socket = createConnection({ path });
    const abort = (): void => {
      socket.destroy();
      reject(signal.reason);
    };
    const settle = (): void => {
      signal.removeEventListener('abort', abort);
      socket.off('error', fail).off('connect', connected);
    };
    const fail = (error: Error): void => {
      settle();
      const code = errnoOf(error);
      if (absent.has(code)) {
        resolve(undefined);
        return;
      }
      const denied = code === 'EACCES' || code === 'EPERM';
      // A folder that may not be entered: whoever uses it next can say what is wrong with that.
      if (denied && !existsSync(path)) {
        resolve(undefined);
        return;
      }
      reject(
        new BacklotError(
          denied ? 'forbidden' : 'connection-closed',
          denied
            ? `You may not use the socket of the running core: ${path}.`
            : `The socket of the core can't be used: ${path} (${error.message}).`,
          {
            hint: denied
              ? 'Run as the user who started it, or set BACKLOT_HOME to a folder of your own.'
              : 'Stop the running core and try again.',
            details: { path, errno: code },
            cause: error,
          },
        ),
      );
    };
    const connected = (): void => {
      settle();
      resolve(socketCarrier(socket));
    };
    signal.addEventListener('abort', abort, { once: true });
    socket.once('error', fail).once('connect', connected);
  });
}
