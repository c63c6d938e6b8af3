import { spawn } from 'node:child_process';

/** How a command ended: its exit code (128 + signal when killed, 127 when it can't be started) and its output. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run a command; `show` passes its output on as it comes instead of collecting it. */
export interface CommandOptions {
  readonly signal: AbortSignal;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly show?: boolean;
}

/** Runs a command without a shell and without stdin; a failing command resolves, an aborted one rejects. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  options.signal.throwIfAborted();
  const output = options.show === true ? 'inherit' : 'pipe';
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', output, output],
    // Its own process group, so that what it started ends with it.
    detached: process.platform !== 'win32',
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const kill = () => killGroup(child.pid);
  options.signal.addEventListener('abort', kill, { once: true });
  try {
    const code = await new Promise<number>((resolve) => {
      child.on('error', (error) => {
        stderr += error.message;
        resolve(127);
      });
      child.on('close', (exit, signal) => resolve(exit ?? (signal === 'SIGINT' ? 130 : 143)));
    });
    options.signal.throwIfAborted();
    return { code, stdout, stderr };
  } finally {
    options.signal.removeEventListener('abort', kill);
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGTERM');
  } catch {
    // It ended in the meantime.
  }
}
