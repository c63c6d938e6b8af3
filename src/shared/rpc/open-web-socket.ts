import { BacklotError } from '../errors.ts';
import type { Carrier } from './carrier.ts';
import { type SocketLike, webSocketCarrier } from './web-socket-carrier.ts';

export interface OpenWebSocketOptions {
  /** `ws://` or `wss://` address of the host's `/rpc`. */
  readonly url: string;
  /** The session's key, as `takeSessionKey` gives it. */
  readonly key: string;
  readonly createSocket: (url: string, protocols: string[]) => SocketLike;
}

/**
 * Opens a WebSocket to a web host and gives its carrier.
 * @throws BacklotError `connection-closed` (retryable) when the host is away or refuses, `cancelled`.
 */
export function openWebSocket(
  { url, key, createSocket }: OpenWebSocketOptions,
  signal: AbortSignal,
): Promise<Carrier> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new BacklotError('cancelled', 'Connecting was cancelled.'));
      return;
    }
    const socket = createSocket(url, ['backlot', `key.${key}`]);
    // Made before it opens, so that no frame is missed.
    const carrier = webSocketCarrier(socket);
    const aborted = (): void => {
      carrier.close();
      reject(new BacklotError('cancelled', 'Connecting was cancelled.', { cause: signal.reason }));
    };
    signal.addEventListener('abort', aborted, { once: true });
    socket.addEventListener('open', () => {
      signal.removeEventListener('abort', aborted);
      resolve(carrier);
    });
    socket.addEventListener('close', ({ code }) => {
      signal.removeEventListener('abort', aborted);
      reject(
        new BacklotError('connection-closed', `The connection to Backlot could not be opened (${code}).`, {
          hint: 'Check that backlot serve still runs; backlot serve --link gives a new link to it.',
          retryable: true,
        }),
      );
    });
  });
}

/** The address of `/rpc` on the host that a page came from. */
export const rpcUrlOf = ({ protocol, host }: { readonly protocol: string; readonly host: string }): string =>
  `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/rpc`;

/** The parts of a browser window that the key of a session comes through. */
export interface KeyWindow {
  readonly location: { readonly hash: string; readonly pathname: string };
  readonly history: { readonly replaceState: (data: null, unused: string, url: string) => void };
  readonly localStorage: {
    readonly getItem: (name: string) => string | null;
    readonly setItem: (name: string, value: string) => void;
  };
}

/** The name that the key of the session is stored under; another tab that is let in writes it anew. */
export const sessionKeyName = 'backlot.session-key';
const arrived = /^#key=([\w-]{43})$/;

/**
 * The key of the browser's session. It arrives once in the address, is moved from there to the storage of
 * our origin and so leaves the address bar. Call it before a router looks at the address.
 */
export function takeSessionKey({ location, history, localStorage }: KeyWindow): string {
  const key = arrived.exec(location.hash)?.[1];
  if (key === undefined) return localStorage.getItem(sessionKeyName) ?? '';
  localStorage.setItem(sessionKeyName, key);
  history.replaceState(null, '', location.pathname);
  return key;
}
