import type { OnDefect } from '../shared/rpc/serve.ts';
import type { Core, CoreOptions } from './core/core.ts';
import type { WebHost, WebHostOptions } from './hosts/web/start-web-host.ts';

/** What ends a host that runs until it is told to stop; `process` is one. */
export interface SignalSource {
  readonly on: (signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void) => unknown;
  readonly off: (signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void) => unknown;
}

export interface ServeWebOptions extends Omit<WebHostOptions, 'core'> {
  readonly startCore: (options: CoreOptions) => Promise<Core>;
  readonly home: string;
  readonly signals?: SignalSource | undefined;
  readonly onDefect?: OnDefect | undefined;
}

export interface ServedWeb {
  readonly core: Core;
  readonly host: WebHost;
  /** Ends the host, then the core. Repeated calls wait for the same end. */
  readonly stop: () => Promise<void>;
  /** Resolves with the signal that ended it, or `undefined` after `stop()`, once all is stopped. */
  readonly stopped: Promise<NodeJS.Signals | undefined>;
}

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Starts the core of a data directory and serves it to browsers until a signal comes. The second signal
 * is no longer caught: it ends the process at once.
 * @throws BacklotError as `startCore` and `startWebHost` do; nothing is left running then.
 */
export async function serveWeb(options: ServeWebOptions): Promise<ServedWeb> {
  const { startCore, home, signals = process, ...hostOptions } = options;
  const core = await startCore({ home, host: 'web' });
  let host: WebHost;
  try {
    // Loaded once the core answers on its local socket: HTTP is a fifth of the whole start.
    const { startWebHost } = await import('./hosts/web/start-web-host.ts');
    host = await startWebHost({ ...hostOptions, core });
  } catch (error) {
    await core.stop();
    throw error;
  }

  const { promise: stopped, resolve, reject } = Promise.withResolvers<NodeJS.Signals | undefined>();
  // Whoever stops it may not look at `stopped`; the failure reaches them through `stop()` then.
  stopped.catch(() => {});
  let stopping = false;
  const end = async (signal: NodeJS.Signals | undefined): Promise<void> => {
    if (stopping) return;
    stopping = true;
    for (const ending of endings) signals.off(ending, caught);
    try {
      await host.close();
    } finally {
      await core.stop();
    }
    resolve(signal);
  };
  const caught = (signal: NodeJS.Signals): void => {
    end(signal).catch(reject);
  };
  for (const ending of endings) signals.on(ending, caught);

  return {
    core,
    host,
    stopped,
    async stop() {
      end(undefined).catch(reject);
      await stopped;
    },
  };
}
