/** Names that the shim and the stand-in share. In Electron none of this is in the page's world. */
export const sendBinding = '__standInSend';
export const portBinding = '__standInPort';
export const freshBinding = '__standInFresh';

/** What arrives for ports that were given to the page: a message, or the end of the port. */
export interface PortDelivery {
  readonly port: number;
  readonly data?: unknown;
  readonly close?: true;
}

/**
 * The script that runs before the page's own: the built preload with a `require` that knows `electron` alone,
 * whose `ipcRenderer` talks to the stand-in. Only in the main frame, as `nodeIntegrationInSubFrames: false` has
 * it, and not in the blank page that comes before the first load. Unlike in Electron it shares the page's world: isolation is a matter of the preferences, checked apart.
 */
export const preloadShim = (preload: string): string => `(() => {
  if (window.top !== window || location.href === 'about:blank') return;
  const send = window[${JSON.stringify(sendBinding)}];
  const toMain = window[${JSON.stringify(portBinding)}];
  window[${JSON.stringify(freshBinding)}]();
  const listeners = new Map();
  const ports = new Map();
  window.__standIn = {
    hand(channel, port) {
      const { port1, port2 } = new MessageChannel();
      ports.set(port, port1);
      port1.onmessage = ({ data }) => toMain(port, { data });
      port1.addEventListener('close', () => toMain(port, { close: true }));
      listeners.get(channel)?.({ ports: [port2] }, null);
    },
    deliver(batch) {
      for (const { port, data, close } of batch) {
        if (close) ports.get(port)?.close();
        else ports.get(port)?.postMessage(data);
      }
    },
  };
  const electron = {
    ipcRenderer: {
      on: (channel, listener) => listeners.set(channel, listener),
      send: (channel, ...args) => void send(channel, args),
    },
  };
  const require = (name) => {
    if (name !== 'electron') throw new Error('a sandboxed preload has no module ' + name);
    return electron;
  };
  ((require, module, exports) => {
${preload}
  })(require, { exports: {} }, {});
})();`;
