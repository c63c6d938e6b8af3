import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { carrierContract } from '../../../shared/rpc/testing/carrier-contract.ts';
import { webSocketCarrier } from '../../../shared/rpc/web-socket-carrier.ts';
import { defaultLimits } from './limits.ts';
import { opened } from './test-web-host.ts';
import { wsCarrier } from './ws-carrier.ts';

carrierContract('a WebSocket', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 64 * 1024 * 1024 });
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const { port } = server.address() as AddressInfo;
  const socket = await opened(new WebSocket(`ws://127.0.0.1:${port}`));
  const [peer] = (await accepted) as [WebSocket];
  return {
    client: webSocketCarrier(socket),
    server: wsCarrier(peer, defaultLimits, Date.now),
    dispose() {
      for (const each of server.clients) each.terminate();
      socket.terminate();
      server.close();
    },
  };
});
