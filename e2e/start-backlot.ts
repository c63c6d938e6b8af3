import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { serveCommand } from './serve-command.ts';

/** A `backlot serve` of its own process. */
export interface RunningBacklot {
  readonly url: string;
  readonly origin: string;
  /** The process that hosts the core. */
  readonly pid: number;
  /** What it wrote to stderr so far. */
  readonly output: () => string;
  /** Ends it as Ctrl-C does and waits; resolves with its exit code, or the signal it died by. */
  readonly stop: () => Promise<number | NodeJS.Signals | null>;
  /** Ends it without a chance to clean up, as a crash does. */
  readonly kill: () => Promise<void>;
}

const patience = 10_000;

async function firstLine(child: ChildProcess, output: () => string): Promise<string> {
  if (!child.stdout) throw new Error('backlot serve has no stdout.');
  const lines = createInterface({ input: child.stdout });
  const signal = AbortSignal.timeout(patience);
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`backlot serve ended with ${code} before it was up:\n${output()}`);
  });
  try {
    const [line] = await Promise.race([once(lines, 'line', { signal }), ended]);
    return String(line);
  } catch (error) {
    if (signal.aborted) throw new Error(`backlot serve was not up after ${patience} ms:\n${output()}`);
    throw error;
  } finally {
    ended.catch(() => {});
  }
}

export interface StartOptions {
  /** A free one when absent. */
  readonly port?: number | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Starts `backlot serve` over a data directory and waits until it is up. */
export async function startBacklot(
  home: string,
  { port, env = {} }: StartOptions = {},
): Promise<RunningBacklot> {
  const child = spawn(process.execPath, serveCommand(port), {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, ...env, BACKLOT_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += String(data);
  });
  const exited = once(child, 'exit');
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), patience);
    await exited;
    clearTimeout(late);
  };
  try {
    const { url, origin } = JSON.parse(await firstLine(child, () => errors));
    return {
      url: String(url),
      origin: String(origin),
      pid: child.pid ?? 0,
      output: () => errors,
      async stop() {
        await end('SIGINT');
        return child.exitCode ?? child.signalCode;
      },
      kill: () => end('SIGKILL'),
    };
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
}
