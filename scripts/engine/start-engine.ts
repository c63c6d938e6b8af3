import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../process/run-command.ts';
import { waitUntil } from '../process/wait-until.ts';
import type { EngineEndpoint } from './engine-endpoint.ts';
import { ENGINE_STATE_DIRECTORY, readStartTicks, rememberEngine } from './engine-record.ts';
import { probeEngine } from './find-engine.ts';

/** Whether the engine answers now; `reason` holds the end of its log when it doesn't. */
export type StartResult =
  | { readonly started: true; readonly pid: number; readonly apiVersion: string }
  | { readonly started: false; readonly reason: string };

/** What to start and where it will listen; the defaults are the real engine. */
export interface StartOptions {
  readonly signal: AbortSignal;
  readonly systemd: boolean;
  readonly command?: readonly [string, ...string[]];
  readonly endpoint?: EngineEndpoint;
  readonly stateDirectory?: string;
  readonly timeoutMs?: number;
}

const LOG_LINES = 25;

/** Starts the engine, remembers its pid, and waits until it answers or has failed. */
export async function startEngine(options: StartOptions): Promise<StartResult> {
  const endpoint = options.endpoint ?? { kind: 'socket', path: '/var/run/docker.sock' };
  const directory = options.stateDirectory ?? ENGINE_STATE_DIRECTORY;
  const timeoutMs = options.timeoutMs ?? 60_000;
  return options.systemd
    ? startUnit(endpoint, directory, timeoutMs, options.signal)
    : startProcess(options.command ?? ['dockerd'], endpoint, directory, timeoutMs, options.signal);
}

async function startProcess(
  [executable, ...args]: readonly [string, ...string[]],
  endpoint: EngineEndpoint,
  directory: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<StartResult> {
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const log = join(directory, 'engine.log');
  const output = openSync(log, 'w', 0o600);
  // Detached is setsid: the engine outlives this script and its terminal.
  const child = spawn(executable, args, { detached: true, stdio: ['ignore', output, output], cwd: '/' });
  closeSync(output);
  const ended = Promise.race([once(child, 'exit'), once(child, 'error')]);
  // A spawn error surfaces in `waitUntil`'s first question; here it must only not be unhandled.
  let failed = false;
  ended.then(
    () => {
      failed = true;
    },
    () => {
      failed = true;
    },
  );
  const startTicks = child.pid === undefined ? undefined : readStartTicks(child.pid);
  if (child.pid === undefined || startTicks === undefined) {
    return { started: false, reason: `${executable} could not be started\n${tailOf(log)}` };
  }
  rememberEngine({ pid: child.pid, startTicks, how: 'process', log }, directory);
  const verdict = await waitUntil<string>(
    async () => {
      if (failed) return 'ended';
      const probe = await probeEngine(endpoint, signal);
      return probe.answer === 'pong' ? `pong ${probe.apiVersion}` : undefined;
    },
    { timeoutMs, signal },
  );
  child.unref();
  if (verdict?.startsWith('pong ')) {
    return { started: true, pid: child.pid, apiVersion: verdict.slice('pong '.length) };
  }
  const why = verdict === 'ended' ? `${executable} ended at once` : `${executable} did not answer in time`;
  return { started: false, reason: `${why}; the end of ${log}:\n${tailOf(log)}` };
}

async function startUnit(
  endpoint: EngineEndpoint,
  directory: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<StartResult> {
  const start = await runCommand('systemctl', ['start', 'docker.service'], { signal });
  const apiVersion = await waitUntil(
    async () => {
      const probe = await probeEngine(endpoint, signal);
      return probe.answer === 'pong' ? probe.apiVersion : undefined;
    },
    { timeoutMs: start.code === 0 ? timeoutMs : 0, signal },
  );
  const shown = await runCommand('systemctl', ['show', '--property=MainPID', '--value', 'docker.service'], {
    signal,
  });
  const pid = Number(shown.stdout.trim());
  const startTicks = readStartTicks(pid);
  if (apiVersion === undefined || startTicks === undefined) {
    const lines = ['--no-pager', '--lines', String(LOG_LINES), '--unit', 'docker.service'];
    const journal = await runCommand('journalctl', lines, { signal });
    return {
      started: false,
      reason: `docker.service did not start: ${start.stderr.trim()}\n${journal.stdout}`,
    };
  }
  rememberEngine({ pid, startTicks, how: 'systemd', log: 'journalctl --unit docker.service' }, directory);
  return { started: true, pid, apiVersion };
}

function tailOf(path: string): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-LOG_LINES).join('\n');
}
