import { contract } from '../shared/contract/contract.ts';
import { desktopContract } from '../shared/contract/desktop.ts';
import { portChannel } from '../shared/host-channel.ts';
import { type Connection, connect, createClient } from '../shared/rpc/client.ts';
import { messagePortCarrier } from '../shared/rpc/message-port-carrier.ts';
import { openWebSocket, rpcUrlOf, sessionKeyName, takeSessionKey } from '../shared/rpc/open-web-socket.ts';
import { type ConnectionState, createReconnecting } from '../shared/rpc/reconnect.ts';
import type { Link, LinkStatus } from './state/link.ts';

/** The port that the preload hands over, once. */
const portFromPreload = (): Promise<MessagePort> =>
  new Promise((resolve) => {
    const take = (event: MessageEvent<unknown>): void => {
      const [port] = event.ports;
      if (event.source !== window || event.origin !== window.location.origin) return;
      if (event.data !== portChannel || !port) return;
      window.removeEventListener('message', take);
      resolve(port);
    };
    window.addEventListener('message', take);
  });

/** A status that can be listened to. */
function statusOf(
  first: LinkStatus,
): Pick<Link, 'onStatus'> & { readonly set: (status: LinkStatus) => void } {
  const listeners = new Set<(status: LinkStatus) => void>();
  let present = first;
  return {
    set(status) {
      present = status;
      for (const listener of listeners) listener(status);
    },
    onStatus(listener) {
      listeners.add(listener);
      listener(present);
      return () => listeners.delete(listener);
    },
  };
}

/** Calls and subscriptions that wait for a line to be there: the window shows before the core has answered. */
const overLater = (line: Promise<Connection>): Pick<Connection, 'call' | 'subscribe'> => ({
  call: async (method, input, options) => (await line).call(method, input, options),
  async *subscribe(topic, params, options) {
    yield* (await line).subscribe(topic, params, options);
  },
});

function linkOverPort(port: Promise<MessagePort>): Link {
  const { set, onStatus } = statusOf({ kind: 'connecting' });
  const line = port.then((own) => connect(messagePortCarrier(own)));
  void line.then(async ({ closed }) => {
    set({ kind: 'connected' });
    await closed;
    // The core lives in the same app: when its port has gone, only a new page gets another.
    set({ kind: 'lost', retrying: false });
  });
  const connection = overLater(line);
  return {
    client: createClient(contract, connection),
    desktop: createClient(desktopContract, connection).desktop,
    onStatus,
  };
}

const words: Readonly<Record<ConnectionState, LinkStatus>> = {
  connecting: { kind: 'connecting' },
  open: { kind: 'connected' },
  lost: { kind: 'lost', retrying: true },
};

/** True when the host answers and does not know this browser: a socket's refusal does not tell. */
async function isShutOut(signal: AbortSignal): Promise<boolean> {
  try {
    const { status } = await fetch('/', { method: 'HEAD', cache: 'no-store', signal });
    return status === 401;
  } catch {
    return false;
  }
}

/** Rejects when the signal aborts, and does nothing until then. */
const waitFor = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

function linkOverSocket(key: string): Link {
  const url = rpcUrlOf(window.location);
  const { set, onStatus } = statusOf(words.connecting);
  let shutOut = false;
  const connection = createReconnecting({
    contract,
    async open(signal) {
      // Only another link opens the door again. What is on the screen stays, so the connection is not closed.
      if (shutOut) return waitFor(signal);
      try {
        const createSocket = (to: string, protocols: string[]) => new WebSocket(to, protocols);
        return await openWebSocket({ url, key, createSocket }, signal);
      } catch (error) {
        shutOut = key === '' || (await isShutOut(signal));
        if (shutOut) set({ kind: 'shut-out' });
        throw error;
      }
    },
    onState: (state) => {
      if (!shutOut) set(words[state]);
    },
  });
  // A link opened in another tab lets this one in too.
  window.addEventListener('storage', ({ key: name, newValue }) => {
    if (name === sessionKeyName && newValue !== null && newValue !== key) window.location.reload();
  });
  return { client: createClient(contract, connection), onStatus };
}

/** How long a page that has no key waits for a port before it takes itself for one in a browser. */
const portMs = 1500;

const after = (ms: number): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms);
  });

/**
 * The way to the core from where this page is: a message port in the desktop app, a WebSocket to its own
 * origin in a browser. The only place that knows the difference. A page of the desktop app may come from
 * an http address (in development): it is told by the port that it is given.
 */
export async function openLink(): Promise<Link> {
  const port = portFromPreload();
  if (window.location.protocol === 'app:') return linkOverPort(port);
  const key = takeSessionKey(window);
  const given = key === '' ? await Promise.race([port, after(portMs)]) : undefined;
  return given ? linkOverPort(Promise.resolve(given)) : linkOverSocket(key);
}
