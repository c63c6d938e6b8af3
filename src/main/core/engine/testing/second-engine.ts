import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { connectEngine, type Engine } from '../../docker/connect-engine.ts';
import type { DockerContext } from '../../docker/contexts.ts';
import { localContext } from './local-engine.ts';
import { noNamespace } from './no-namespace.ts';

const run = promisify(execFile);

/** An engine of the test's own beside the machine's: another host, as far as anybody can see. */
export interface SecondEngine {
  readonly context: DockerContext;
  readonly engine: Engine;
  /** Brings an image over from the machine's engine. */
  readonly bring: (image: string) => Promise<void>;
  /** Ends it as a reboot would, and starts it again with all it had. */
  readonly restart: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Why there can be none here; undefined where there can. */
export const noSecondEngine = (): string | undefined =>
  noNamespace(['nsenter', 'setpriv', 'dockerd', 'docker', 'mkfs.xfs', 'mount']);

const startsWithinMs = 60_000;

/** Starts one in a network namespace of its own, its data on a file system of its own: XFS, with shared blocks or not. */
export async function secondEngine({
  sharesBlocks,
}: {
  readonly sharesBlocks: boolean;
}): Promise<SecondEngine> {
  // Short: it holds a socket.
  const folder = await mkdtemp(join(tmpdir(), 'bs-'));
  const name = `bs${randomBytes(4).toString('hex')}`;
  const at = (...parts: readonly string[]): string => join(folder, ...parts);
  const address = `unix://${at('docker.sock')}`;
  const context: DockerContext = {
    name,
    address,
    endpoint: { kind: 'unix', path: at('docker.sock') },
    current: false,
  };
  const signal = AbortSignal.timeout(600_000);
  let daemon: ChildProcess | undefined;
  let engine: Engine | undefined;

  const start = async (): Promise<void> => {
    const log = createWriteStream(at('log'), { flags: 'a' });
    await once(log, 'open');
    // It goes with this process, however that ends.
    const command = ['--pdeathsig', 'TERM', 'nsenter', `--net=/run/netns/${name}`, 'dockerd'];
    const own = ['data', 'exec'].map((one) => [`--${one}-root`, at(one)]);
    daemon = spawn('setpriv', [...command, ...own.flat(), '--pidfile', at('pid'), '-H', address], {
      stdio: ['ignore', log, log],
    });
    log.close();
    const until = Date.now() + startsWithinMs;
    for (;;) {
      try {
        await run('docker', ['-H', address, 'version']);
        return;
      } catch (error) {
        if (daemon.exitCode !== null || Date.now() > until)
          throw new Error(`the second engine did not start:\n${await readFile(at('log'), 'utf8')}`, {
            cause: error,
          });
        await setTimeout(200);
      }
    }
  };
  const stop = async (): Promise<void> => {
    if (daemon === undefined || daemon.exitCode !== null) return;
    const ended = once(daemon, 'exit');
    daemon.kill('SIGTERM');
    await ended;
  };
  const remove = async (): Promise<void> => {
    engine?.close();
    await stop();
    await run('umount', [at('data')]).catch(() => {});
    await run('ip', ['netns', 'delete', name]).catch(() => {});
    await rm(folder, { recursive: true, force: true });
  };

  try {
    await writeFile(at('disk'), '');
    await truncate(at('disk'), 4 * 1024 ** 3);
    await run('mkfs.xfs', ['-q', '-m', `reflink=${sharesBlocks ? 1 : 0}`, at('disk')]);
    await mkdir(at('data'));
    await run('mount', ['-o', 'loop', at('disk'), at('data')]);
    await run('ip', ['netns', 'add', name]);
    await run('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
    await start();
    engine = await connectEngine(context, signal);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    context,
    engine,
    async bring(image) {
      const pipe = 'docker -H "$1" save "$3" | docker -H "$2" load';
      await run('sh', ['-euc', pipe, 'sh', localContext.address, address, image]);
    },
    async restart() {
      await stop();
      await start();
    },
    remove,
  };
}
