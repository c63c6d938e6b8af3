import { promises as dns } from 'node:dns';
import { connect, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Addresses that a name outside must not lead to: the guard's own. */
const isOwn = (address: string): boolean => /^(?:0|127)\.|^::(?:1|ffff:127\..*)?$/.test(address);

/** Opens a connection to a host outside. Only for hosts that are allowed. */
export async function openOutside(host: string, port: number): Promise<Socket> {
  const address = isIP(host) ? host : (await dns.lookup(host, { family: 4 })).address;
  if (isOwn(address)) throw new Error(`${host} is at ${address}`);
  const socket = connect({ host: address, port });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject);
  });
  socket.setNoDelay(true);
  return socket;
}

/** Joins two connections until one of them ends. */
export function join(client: Duplex, outside: Duplex): void {
  for (const [from, to] of [[client, outside] as const, [outside, client] as const]) {
    from.on('error', () => to.destroy()).on('close', () => to.destroy());
    from.pipe(to);
  }
}
