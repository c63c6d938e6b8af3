import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { vi } from 'vitest';

export interface RunningProcess {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves when its stdout holds the text. */
  readonly shows: (text: string) => Promise<void>;
  /** The exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Starts a program and keeps what it writes. */
export function runProcess(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): RunningProcess {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString('utf8');
  });
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  return {
    child,
    out: () => out,
    err: () => err,
    shows: (text) =>
      vi.waitFor(
        () => {
          if (!out.includes(text)) throw new Error(`no "${text}" in:\n${out}\n${err}`);
        },
        { timeout: 30_000 },
      ),
    ended,
  };
}
