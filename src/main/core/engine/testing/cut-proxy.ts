import { connect, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { DockerContext } from '../../docker/contexts.ts';
import { localContext } from './local-engine.ts';

export interface CutProxy {
  readonly context: DockerContext;
  /** The engine goes: every connection ends, and nobody listens any more. */
  readonly cut: () => Promise<void>;
  /** The engine is back. */
  readonly mend: () => Promise<void>;
}

/** For tests: the machine's engine behind a socket that can be cut, as when its daemon stops. */
export async function cutProxy(socket: string): Promise<CutProxy> {
  const { endpoint } = localContext;
  if (endpoint.kind !== 'unix') throw new Error('The engine of the tests is at a socket.');
  const target = endpoint.path;
  const open = new Set<Socket>();
  let server: Server | undefined;
  const mend = async (): Promise<void> => {
    server = createServer((client) => {
      const engine = connect(target);
      for (const [from, to] of [[client, engine] as const, [engine, client] as const]) {
        open.add(from);
        from.on('error', () => to.destroy()).on('close', () => open.delete(from));
        from.pipe(to);
      }
    });
    await new Promise<void>((resolve) => server?.listen(socket, resolve));
  };
  const cut = async (): Promise<void> => {
    for (const each of open) each.destroy();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    server = undefined;
  };
  await mend();
  onTestFinished(cut);
  return {
    context: {
      name: 'default',
      address: `unix://${socket}`,
      endpoint: { kind: 'unix', path: socket },
      current: true,
    },
    cut,
    mend,
  };
}
