import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { Engine } from '../docker/connect-engine.ts';
import type { ListedContainer } from '../docker/containers.ts';
import { findPortHolder } from '../doctor/find-port-holder.ts';
import type { PortProbe } from './choose-ports.ts';
import { ownerOf } from './labels.ts';

/** Who publishes a port of the machine, among the engine's containers. */
export function publisherOf(
  containers: readonly ListedContainer[],
  port: number,
  protocol: string,
): string | undefined {
  const holder = containers.find(({ Ports }) =>
    Ports.some(({ PublicPort, Type }) => PublicPort === port && Type === protocol),
  );
  return holder && `container ${holder.Names[0] ?? holder.Id.slice(0, 12)} (${ownerOf(holder.Labels)})`;
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, exclusive: true, ...(host === undefined ? {} : { host }) }, () =>
      server.close(() => resolve(true)),
    );
  });
}

function canBind(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket({ type: host?.includes(':') ? 'udp6' : 'udp4' });
    socket.once('error', () => {
      socket.close();
      resolve(false);
    });
    socket.bind({ port, exclusive: true, ...(host === undefined ? {} : { address: host }) }, () =>
      socket.close(() => resolve(true)),
    );
  });
}

/** True where the engine publishes its ports on this machine, so that they can be tried here. */
const isHere = ({ context: { endpoint } }: Pick<Engine, 'context'>): boolean =>
  endpoint.kind === 'unix' || endpoint.kind === 'npipe';

/** Tells which ports can be published: what other containers have, and on this machine what is listened on. */
export function probePorts(
  engine: Pick<Engine, 'context'>,
  containers: readonly ListedContainer[],
  signal: AbortSignal,
): PortProbe {
  const here = isHere(engine);
  return {
    isFree: async (port, protocol, hostIp) => {
      signal.throwIfAborted();
      if (publisherOf(containers, port, protocol) !== undefined) return false;
      if (!here) return true;
      const host = hostIp === '' || hostIp === '0.0.0.0' ? '0.0.0.0' : hostIp;
      return protocol === 'udp' ? canBind(port, host) : canListen(port, host);
    },
    holder: async (port, protocol) => {
      const container = publisherOf(containers, port, protocol);
      if (container !== undefined || !here || protocol !== 'tcp') return container;
      const holder = await findPortHolder(port, process.platform, process.env, signal);
      return holder && `${holder.name} (process ${holder.pid})`;
    },
  };
}
