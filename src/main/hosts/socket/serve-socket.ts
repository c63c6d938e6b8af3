import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { isMainThread } from 'node:worker_threads';
import { BacklotError } from '../../../shared/errors.ts';
import { type MethodTable, type OnDefect, type Served, serve } from '../../../shared/rpc/serve.ts';
import { readCoreNote, writeCoreNote } from '../../core/home/core-note.ts';
import { errnoOf, homeError } from '../../core/home/home-error.ts';
import { socketCarrier } from './socket-carrier.ts';
import { localSocketPlace, type SocketPlace } from './socket-path.ts';

export interface ServedSocket {
  readonly path: string;
  /** How many peers are connected. */
  readonly peers: () => number;
  /** Resolves when no peer is connected (any more). */
  readonly idle: (signal: AbortSignal) => Promise<void>;
  /** Takes no more peers, ends those that are connected, and removes the socket. */
  readonly close: () => Promise<void>;
}

/** Makes the folder under /tmp, and refuses one that somebody else could have made or can look into. */
function ensurePrivate(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o077) !== 0) {
    throw new BacklotError('forbidden', `The folder for Backlot's socket is not yours alone: ${folder}.`, {
      hint: `Remove it (rm -r "${folder}"), or set BACKLOT_HOME to a shorter path.`,
      details: { folder },
    });
  }
}

/** Listens so that at no moment anybody else can connect: `bind` runs under the umask, then the mode is set. */
function listenPrivately(server: Server, path: string): Promise<void> {
  const listening = new Promise<void>((resolve, reject) => {
    server.once('error', reject).once('listening', resolve);
  });
  // A worker thread has no umask of its own; the folder's mode keeps others out there.
  const before = isMainThread ? process.umask(0o177) : undefined;
  try {
    server.listen(path);
  } finally {
    if (before !== undefined) process.umask(before);
  }
  return listening;
}

function prepare({ path, folder }: SocketPlace): void {
  if (process.platform === 'win32') return;
  if (folder !== undefined) ensurePrivate(folder);
  // Ours to remove: whoever calls holds the lock of the data directory, so nobody listens there.
  rmSync(path, { force: true });
}

/**
 * Serves the core's methods on the local socket of its data directory, for its owner alone.
 * The caller must hold the directory's lock: a socket file found there is one left behind.
 */
export async function serveSocket(
  core: { readonly home: string; readonly methods: MethodTable },
  onDefect?: OnDefect,
): Promise<ServedSocket> {
  const { home, methods } = core;
  const note = readCoreNote(home);
  if (note && note.pid !== process.pid) {
    throw new BacklotError(
      'internal',
      `The data directory ${home} is held by process ${note.pid}, not by this one.`,
    );
  }
  const place = localSocketPlace(home);
  const served = new Set<Served>();
  const waiting = new Set<() => void>();
  const server = createServer((socket) => {
    const peer = serve(socketCarrier(socket), methods, onDefect);
    served.add(peer);
    peer.closed.then(() => {
      served.delete(peer);
      if (served.size === 0) for (const wake of [...waiting]) wake();
    });
  });
  try {
    prepare(place);
    await listenPrivately(server, place.path);
    if (process.platform !== 'win32') chmodSync(place.path, 0o600);
    if (note) writeCoreNote(home, { ...note, socket: place.path });
  } catch (error) {
    server.close();
    throw homeError(error, home, place.path);
  }

  return {
    path: place.path,
    peers: () => served.size,
    idle(signal) {
      if (served.size === 0 || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      });
    },
    async close() {
      // Closing the server removes its socket file as well.
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const peer of served) peer.close();
      await closed;
    },
  };
}
