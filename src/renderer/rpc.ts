import { contract } from '../shared/contract/contract.ts';
import { desktopContract } from '../shared/contract/desktop.ts';
import { portChannel } from '../shared/host-channel.ts';
import { connect, createClient } from '../shared/rpc/client.ts';
import { messagePortCarrier } from '../shared/rpc/message-port-carrier.ts';
import { openWebSocket, rpcUrlOf, takeSessionKey } from '../shared/rpc/open-web-socket.ts';
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

async function openPort(): Promise<Link> {
  const connection = connect(messagePortCarrier(await portFromPreload()));
  const { set, onStatus } = statusOf({ kind: 'connected' });
  // The core lives in the same app: when its port has gone, only a new page gets another.
  void connection.closed.then(() => set({ kind: 'lost', retrying: false }));
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

function openSocket(): Link {
  const key = takeSessionKey(window);
  const url = rpcUrlOf(window.location);
  const { set, onStatus } = statusOf(words.connecting);
  const connection = createReconnecting({
    contract,
    open: (signal) =>
      openWebSocket({ url, key, createSocket: (to, protocols) => new WebSocket(to, protocols) }, signal),
    onState: (state) => set(words[state]),
  });
  return { client: createClient(contract, connection), onStatus };
}

/**
 * The way to the core from where this page is: a message port in the desktop app, a WebSocket to its own
 * origin in a browser. The only place that knows the difference.
 */
export async function openLink(): Promise<Link> {
  return window.location.protocol === 'app:' ? openPort() : openSocket();
}
