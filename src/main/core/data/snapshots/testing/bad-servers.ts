import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** For tests: something on this machine that is not quite a PostgreSQL server. */
export interface BadServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

async function listen(server: Server, sockets: ReadonlySet<Socket>): Promise<BadServer> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port.');
  return {
    port: address.port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Passes connections on to servers in turn, with what `rewrite` makes of their answers. */
export async function startBalancer(
  hosts: readonly string[],
  rewrite: (answer: Buffer) => Buffer = (answer) => answer,
): Promise<BadServer> {
  const sockets = new Set<Socket>();
  let turn = 0;
  const server = createServer((client) => {
    const upstream = connect(5432, hosts[turn % hosts.length]);
    turn += 1;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    client.pipe(upstream);
    upstream.on('data', (answer) => client.write(rewrite(answer)));
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  return listen(server, sockets);
}

/** A balancer over one server that exchanges words of the same length in what it answers. */
export const startLiar = (host: string, said: string | RegExp, instead: string): Promise<BadServer> =>
  startBalancer([host], (answer) => Buffer.from(answer.toString('latin1').replace(said, instead), 'latin1'));

const sslRequest = 80_877_103;
const gssRequest = 80_877_104;

/** Refuses every connection as PgBouncer refuses a database that it has no entry for. */
export async function startPooler(message: string): Promise<BadServer> {
  const sockets = new Set<Socket>();
  const fields = Buffer.from(`SFATAL\0VFATAL\0C08P01\0M${message}\0\0`);
  const head = Buffer.alloc(5, 'E');
  head.writeInt32BE(fields.length + 4, 1);
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => {});
    client.on('data', (asked) => {
      const code = asked.length >= 8 ? asked.readInt32BE(4) : 0;
      if (code === sslRequest || code === gssRequest) client.write('N');
      else client.end(Buffer.concat([head, fields]));
    });
  });
  return listen(server, sockets);
}
