import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A `backlot` command of its own process, as built. */
export interface RunningCommand {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves when its stdout holds the text; rejects when it ends without. */
  readonly shows: (text: string) => Promise<void>;
  /** The exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Each line of its stdout as JSON. */
  readonly documents: () => readonly Readonly<Record<string, unknown>>[];
}

const root = join(import.meta.dirname, '..');

/** Starts `bin/backlot` with arguments. */
export function runBacklot(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string = root,
): RunningCommand {
  // The test runner's wish for colours is not the user's.
  const { FORCE_COLOR: _, ...machine } = process.env;
  const child = spawn(process.execPath, [join(root, 'bin/backlot'), ...args], {
    cwd,
    env: { ...machine, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const closed = once(child, 'close');
  return {
    child,
    out: () => out,
    err: () => err,
    async shows(text) {
      const given = AbortSignal.timeout(15_000);
      while (!out.includes(text)) {
        const next = once(child.stdout, 'data', { signal: given });
        next.catch(() => {});
        const over = await Promise.race([next.then(() => false), closed.then(() => true)]).catch(() => true);
        if (over && !out.includes(text)) throw new Error(`no "${text}" in:\n${out}\n${err}`);
      }
    },
    ended: closed.then(([code, signal]) => code ?? signal),
    documents: () =>
      out
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
  };
}
