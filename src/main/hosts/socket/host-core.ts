import type { MethodTable, OnDefect } from '../../../shared/rpc/serve.ts';
import type { Core, CoreOptions } from '../../core/core.ts';
import { type ServedSocket, serveSocket } from './serve-socket.ts';

export type StartCore = (options: CoreOptions) => Promise<Core>;

/** A core that commands in other terminals find. */
export interface HostedCore extends Core {
  readonly socket: ServedSocket;
}

/**
 * Starts a core and its local socket; stopping it closes the socket first. Nothing stays when either fails.
 * `own` are methods of the host itself, answered on the socket beside the core's.
 */
export async function hostCore(
  startCore: StartCore,
  options: CoreOptions,
  onDefect?: OnDefect,
  own: MethodTable = new Map(),
): Promise<HostedCore> {
  const core = await startCore(options);
  try {
    const socket = await serveSocket(
      { home: core.home, methods: new Map([...core.methods, ...own]) },
      onDefect,
    );
    return {
      ...core,
      socket,
      async stop() {
        await socket.close();
        await core.stop();
      },
    };
  } catch (error) {
    await core.stop();
    throw error;
  }
}
