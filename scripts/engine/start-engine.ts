import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../process/run-command.ts';
import { waitUntil } from '../process/wait-until.ts';
import type { EngineEndpoint } from './engine-endpoint.ts';
import {
  ENGINE_LOG,
  ENGINE_STATE_DIRECTORY,
  forgetEngine,
  readStartTicks,
  rememberEngine,
} from './engine-record.ts';
import { probeEngine } from './find-engine.ts';
import { stopEngine } from './stop-engine.ts';

/** Whether the engine answers now; `reason` holds the end of its log when it doesn't. */
export type StartResult =
  | { readonly started: true; readonly pid: number; readonly apiVersion: string }
  | { readonly started: false; readonly reason: string };

/** What to start, where it will listen and for which test run; the defaults are the real engine, to stay. */
export interface StartOptions {
  readonly signal: AbortSignal;
  readonly systemd: boolean;
  readonly startedFor?: string;
  readonly command?: readonly [string, ...string[]];
  readonly endpoint?: EngineEndpoint;
  readonly stateDirectory?: string;
  readonly timeoutMs?: number;
}

const LOG_LINES = 25;

/** Starts the engine, remembers its pid, and waits until it answers or has failed; a failed one is ended. */
export async function startEngine(options: StartOptions): Promise<StartResult> {
  const settled: Required<StartOptions> = {
    startedFor: '',
    command: ['dockerd'],
    endpoint: { kind: 'socket', path: '/var/run/docker.sock' },
    stateDirectory: ENGINE_STATE_DIRECTORY,
    timeoutMs: 60_000,
    ...options,
  };
  return settled.systemd ? startUnit(settled) : startProcess(settled);
}

async function startProcess(options: Required<StartOptions>): Promise<StartResult> {
  const { signal, stateDirectory, startedFor, endpoint, timeoutMs } = options;
  const [executable, ...args] = options.command;
  mkdirSync(stateDirectory, { recursive: true, mode: 0o755 });
  const log = join(stateDirectory, ENGINE_LOG);
  const output = openSync(log, 'w', 0o600);
  // Detached is setsid: the engine outlives this script and its terminal.
  const child = spawn(executable, args, { detached: true, stdio: ['ignore', output, output], cwd: '/' });
  closeSync(output);
  const ended = new AbortController();
  once(child, 'exit').then(
    () => ended.abort(),
    () => ended.abort(),
  );
  const startTicks = child.pid === undefined ? undefined : readStartTicks(child.pid);
  if (child.pid === undefined || startTicks === undefined) {
    const tail = tailOf(log);
    forgetEngine(stateDirectory);
    return { started: false, reason: `${executable} could not be started\n${tail}`.trimEnd() };
  }
  rememberEngine({ pid: child.pid, startTicks, how: 'process', log, startedFor }, stateDirectory);
  const apiVersion = await waitForPong(endpoint, timeoutMs, AbortSignal.any([signal, ended.signal]));
  signal.throwIfAborted();
  child.unref();
  if (apiVersion !== undefined) return { started: true, pid: child.pid, apiVersion };
  const reason = ended.signal.aborted ? 'ended at once' : `did not answer within ${timeoutMs / 1000} s`;
  const tail = tailOf(log);
  await stopEngine({ signal, stateDirectory });
  return { started: false, reason: `${executable} ${reason}; the end of its log:\n${tail}` };
}

async function startUnit(options: Required<StartOptions>): Promise<StartResult> {
  const { signal, stateDirectory, startedFor, endpoint, timeoutMs } = options;
  const start = await runCommand('systemctl', ['start', 'docker.service'], { signal });
  const apiVersion = start.code === 0 ? await waitForPong(endpoint, timeoutMs, signal) : undefined;
  const ask = ['show', '--property=MainPID', '--value', 'docker.service'];
  const pid = Number((await runCommand('systemctl', ask, { signal })).stdout.trim());
  const startTicks = readStartTicks(pid);
  if (apiVersion === undefined || startTicks === undefined) {
    const lines = ['--no-pager', '--lines', String(LOG_LINES), '--unit', 'docker.service'];
    const journal = await runCommand('journalctl', lines, { signal });
    return {
      started: false,
      reason: `docker.service did not start: ${start.stderr.trim()}\n${journal.stdout}`.trimEnd(),
    };
  }
  const log = 'journalctl --unit docker.service';
  rememberEngine({ pid, startTicks, how: 'systemd', log, startedFor }, stateDirectory);
  return { started: true, pid, apiVersion };
}

/** The API version once the engine answers, or undefined when it has not in time or `signal` says it is gone. */
async function waitForPong(
  endpoint: EngineEndpoint,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    return await waitUntil(
      async () => {
        const probe = await probeEngine(endpoint, signal);
        return probe.answer === 'pong' ? probe.apiVersion : undefined;
      },
      { timeoutMs, signal },
    );
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

function tailOf(path: string): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-LOG_LINES).join('\n');
}
