import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import type { app } from '../../../shared/contract/app.ts';
import { type BacklotClient, contract } from '../../../shared/contract/contract.ts';
import type { Client } from '../../../shared/contract/define.ts';
import { webContract } from '../../../shared/contract/web.ts';
import { BacklotError } from '../../../shared/errors.ts';
import type { Carrier } from '../../../shared/rpc/carrier.ts';
import { connect, createClient } from '../../../shared/rpc/client.ts';
import { memoryPair } from '../../../shared/rpc/memory-carrier.ts';
import { serve } from '../../../shared/rpc/serve.ts';
import { canonicalHome } from '../../core/home/canonical-home.ts';
import { describeCore, readCoreNote } from '../../core/home/core-note.ts';
import { connectSocket } from '../socket/connect-socket.ts';
import { hostCore, type StartCore } from '../socket/host-core.ts';
import { localSocketPlace } from '../socket/socket-path.ts';

export type CoreInfo = z.output<typeof app.info.output>;

/** A core to talk to, wherever it runs. */
export interface Reached {
  readonly client: BacklotClient;
  /** What `backlot serve` answers beside; `unknown-method` from any other. */
  readonly web: Client<typeof webContract>['web'];
  readonly info: CoreInfo;
  /** True when the core runs in this process, for this command. */
  readonly own: boolean;
  /** True when the core goes on after this command: the app's, or that of `backlot serve`. */
  readonly lasting: boolean;
  /**
   * Leaves the core. An own one is stopped when no other command uses it any more, or the signal aborts;
   * `waiting` is told when there is somebody to wait for.
   */
  readonly close: (signal: AbortSignal, waiting: () => void) => Promise<void>;
}

export interface ReachOptions {
  readonly home: string;
  /** The version of this command; a running core must be of the same. */
  readonly version: string;
  readonly startCore: StartCore;
  /** Told about defects of a core hosted here. */
  readonly onDefect?: ((method: string, error: unknown) => void) | undefined;
  /** How long to wait for a core that has the lock and does not answer yet, in milliseconds. */
  readonly patienceMs?: number;
}

/** How often a core that is starting is looked for, in milliseconds. */
const retryMs = 50;

/** How long a core may take to say who it is, in milliseconds. */
const helloMs = 10_000;

function refuseOtherVersion(info: CoreInfo, version: string): void {
  if (info.version === version) return;
  throw new BacklotError(
    'unsupported',
    `This command is Backlot ${version}, but the running core is ${describeCore(info)}.`,
    {
      hint: `Stop ${info.host === 'electron' ? 'and update the app' : 'that one'}, then run this again.`,
      details: { command: version, core: info.version, host: info.host, pid: info.pid },
    },
  );
}

async function greet(carrier: Carrier, { version }: ReachOptions, signal: AbortSignal): Promise<Reached> {
  const connection = connect(carrier);
  const client = createClient(contract, connection);
  try {
    const patience = AbortSignal.timeout(helloMs);
    const info = await client.app.info({}, { signal: AbortSignal.any([signal, patience]) }).catch((error) => {
      if (!patience.aborted || signal.aborted) throw error;
      throw new BacklotError('home-in-use', 'The running core does not answer.', {
        hint: 'Stop it, then run this again.',
        cause: error,
      });
    });
    refuseOtherVersion(info, version);
    return {
      client,
      web: createClient(webContract, connection).web,
      info,
      own: false,
      lasting: info.host !== 'cli',
      async close() {
        connection.close();
      },
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** The core that listens on the socket; `undefined` when there is none, or it is just going away. */
async function findRunning(
  home: string,
  options: ReachOptions,
  signal: AbortSignal,
): Promise<Reached | undefined> {
  // What the core noted wins: it knows where it really listens.
  const path = readCoreNote(home)?.socket ?? localSocketPlace(home).path;
  const carrier = await connectSocket(path, signal);
  if (!carrier) return undefined;
  try {
    return await greet(carrier, options, signal);
  } catch (error) {
    if (error instanceof BacklotError && error.code === 'connection-closed') return undefined;
    throw error;
  }
}

/**
 * The core that runs for a data directory; `undefined` when none does. Starts none.
 * @throws BacklotError `unsupported`, `home-in-use` as `reachCore`
 */
export const findCore = async (options: ReachOptions, signal: AbortSignal): Promise<Reached | undefined> =>
  findRunning(await canonicalHome(options.home), options, signal);

/** A core in this process, or the error that says who was faster. */
async function hostHere(options: ReachOptions, signal: AbortSignal): Promise<Reached | BacklotError> {
  const { home, startCore, onDefect } = options;
  const core = await hostCore(startCore, { home, host: 'cli' }, onDefect).catch((error: unknown) => {
    if (error instanceof BacklotError && error.code === 'home-in-use') return error;
    throw error;
  });
  if (core instanceof BacklotError) return core;
  const [near, far] = memoryPair();
  serve(far, core.methods, onDefect);
  try {
    const reached = await greet(near, options, signal);
    return {
      ...reached,
      own: true,
      lasting: false,
      async close(leave, waiting) {
        near.close();
        if (core.socket.peers() > 0) {
          waiting();
          await core.socket.idle(leave);
        }
        await core.stop();
      },
    };
  } catch (error) {
    await core.stop();
    throw error;
  }
}

/**
 * The core of a data directory: the one that runs, or one hosted here for the time of this command.
 * Of two commands at once, one hosts and the other one talks to it.
 * @throws BacklotError `unsupported` when the running core is of another version, `home-in-use` when
 * somebody has the directory and does not answer
 */
export async function reachCore(options: ReachOptions, signal: AbortSignal): Promise<Reached> {
  const { patienceMs = 10_000 } = options;
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    signal.throwIfAborted();
    const running = await findRunning(await canonicalHome(options.home), options, signal);
    if (running) return running;
    const here = await hostHere(options, signal);
    if (!(here instanceof BacklotError)) return here;
    if (Date.now() >= giveUpAt) throw here;
    await pause(retryMs, undefined, { signal });
  }
}
