import { ipcRenderer } from 'electron';
import { connectChannel, portChannel } from '../shared/host-channel.ts';

/** Module scripts have run by DOMContentLoaded: the page listens from then on, and a message is not kept. */
const pageListens = new Promise<void>((resolve) => {
  window.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
});

ipcRenderer.on(portChannel, async (event) => {
  await pageListens;
  window.postMessage(portChannel, window.location.origin, event.ports);
});
ipcRenderer.send(connectChannel);
