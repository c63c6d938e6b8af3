import { createServer } from 'node:net';
import { findPortHolder } from './find-port-holder.ts';
import type { Examiner, Finding } from './finding.ts';
import type { Holder } from './parse-listeners.ts';

/** Where a host's router listens unless it is told otherwise. */
export const routerPort = 7680;

/** The error code with which listening on a loopback port is refused; undefined when it is granted. */
function tryPort(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** What was seen of loopback and the router's port. */
export interface PortFacts {
  readonly port: number;
  /** Why no port of loopback can be had at all. */
  readonly loopbackError: string | undefined;
  readonly portError: string | undefined;
  readonly holder: Holder | undefined;
  readonly ownPid: number;
}

/** What the state of the ports means. */
export function judgePorts({ port, loopbackError, portError, holder, ownPid }: PortFacts): Finding {
  if (loopbackError !== undefined)
    return {
      status: 'fail',
      found: `no port of 127.0.0.1 can be had (${loopbackError})`,
      problem: 'Nothing can be published on this machine, and no environment can be opened.',
      howTo: { steps: ['Allow Backlot to listen on 127.0.0.1: look at the firewall or sandbox it runs in.'] },
    };
  if (portError === undefined) return { status: 'ok', found: `loopback works, port ${port} is free` };
  if (holder?.pid === ownPid)
    return { status: 'ok', found: `loopback works, Backlot itself has port ${port}` };
  const who = holder === undefined ? "another user's process" : `${holder.name} (process ${holder.pid})`;
  return {
    status: 'warn',
    found: `loopback works, port ${port} can't be had (${portError})`,
    problem:
      portError === 'EADDRINUSE'
        ? `${who} has port ${port}, on which the router answers; the next free port is used instead.`
        : `Port ${port}, on which the router answers, is refused (${portError}); the next free port is used instead.`,
    howTo: {
      steps: [`Stop ${holder?.name ?? 'that process'} to have the usual port, or leave it as it is.`],
    },
  };
}

/** Whether ports of loopback can be had, and the router's own. */
export const checkPorts = (port: number = routerPort): Examiner => ({
  id: 'ports',
  group: 'ports',
  title: 'Ports',
  examine: async ({ machine, env }, signal) => {
    const loopbackError = await tryPort(0);
    const portError = await tryPort(port);
    const holder =
      portError === 'EADDRINUSE' ? await findPortHolder(port, machine.platform, env, signal) : undefined;
    return judgePorts({ port, loopbackError, portError, holder, ownPid: process.pid });
  },
});
