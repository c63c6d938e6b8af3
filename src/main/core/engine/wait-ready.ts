import { setTimeout as delay } from 'node:timers/promises';
import { BacklotError } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { type InspectedContainer, inspectContainer, waitForExit } from '../docker/containers.ts';
import { lastLines } from '../docker/last-lines.ts';
import { wasRefused } from '../docker/refused.ts';
import { runInContainer } from '../docker/run-in-container.ts';

export interface WaitOptions {
  /** The container's id. */
  readonly id: string;
  /** What it is called in words: "web", "web 2". */
  readonly resource: string;
  /** True: it must end with exit code 0. False: it must be healthy, or run where it has no healthcheck. */
  readonly job: boolean;
  /** Told what it waits for, now and then. */
  readonly progress?: ((text: string) => void) | undefined;
}

/** The pause between two runs of the healthcheck: with the run itself a change is seen within 100 ms. */
const probePauseMs = 30;
/** After a while nobody is in such a hurry, and the machine has others to serve. */
const latePauseMs = 250;
const lateAfterMs = 30_000;
/** How often the engine's own opinion is asked for. */
const inspectMs = 500;
/** How long something without a healthcheck must have run to count as running. */
const settleMs = 250;
const tailLines = 20;
/** A container that its engine restarts is given up after so many times. */
const maxRestarts = 5;

/** The engine's defaults, in milliseconds. */
const defaults = { interval: 30_000, timeout: 30_000, retries: 3 };
const orDefault = (nanoseconds: number | null | undefined, otherwise: number): number =>
  nanoseconds ? nanoseconds / 1e6 : otherwise;

export interface HealthTest {
  readonly command: readonly string[];
  readonly timeoutMs: number;
  /** After so long without success it is given up. */
  readonly patienceMs: number;
}

/** How a container's health is tested; undefined when it has no healthcheck. */
export function healthTest({ Config }: Pick<InspectedContainer, 'Config'>): HealthTest | undefined {
  const { Healthcheck: check, Shell: shell } = Config;
  const [kind, ...rest] = check?.Test ?? [];
  if (!check || kind === undefined || kind === 'NONE') return undefined;
  const command = kind === 'CMD-SHELL' ? [...(shell?.length ? shell : ['/bin/sh', '-c']), ...rest] : rest;
  const interval = orDefault(check.Interval, defaults.interval);
  const timeoutMs = orDefault(check.Timeout, defaults.timeout);
  const retries = check.Retries || defaults.retries;
  // As long as the engine itself takes to call it unhealthy, with one time-out of its last test on top.
  const patienceMs = orDefault(check.StartPeriod, 0) + retries * interval + timeoutMs;
  return { command, timeoutMs, patienceMs };
}

const startedAt = ({ State }: InspectedContainer): number => Date.parse(State.StartedAt) || Date.now();

/** True when the engine starts it again by itself after such an exit. */
function comesBack({ HostConfig, State, RestartCount }: InspectedContainer): boolean {
  const { Name = 'no', MaximumRetryCount = 0 } = HostConfig.RestartPolicy ?? {};
  if (RestartCount >= maxRestarts) return false;
  if (State.Status === 'restarting') return true;
  if (State.Status === 'running') return true;
  return (
    Name === 'on-failure' && State.ExitCode !== 0 && MaximumRetryCount > 0 && RestartCount < MaximumRetryCount
  );
}

interface Watch {
  readonly engine: Engine;
  readonly options: WaitOptions;
  readonly signal: AbortSignal;
}

async function exitError(
  { engine, options: { id, resource, job }, signal }: Watch,
  seen: InspectedContainer,
): Promise<BacklotError> {
  const { ExitCode: exitCode, OOMKilled, Error: reason } = seen.State;
  const lines = await lastLines(engine, id, { count: tailLines, tty: seen.Config.Tty }, signal).catch(
    () => [],
  );
  const because = OOMKilled ? ': it ran out of memory' : reason === '' ? '' : `: ${reason}`;
  const when = job ? 'instead of completing' : 'before it was ready';
  const restarts = seen.RestartCount > 0 ? ` (restarted ${seen.RestartCount} times)` : '';
  const last = lines.at(-1);
  return new BacklotError(
    'container-exited',
    `${resource} exited with code ${exitCode} ${when}${restarts}${because}.${last === undefined ? '' : ` Its last line: ${last}`}`,
    {
      hint:
        lines.length > 0
          ? 'Its last lines say why; correct the service and try again.'
          : 'It wrote nothing: look at its command and image, then try again.',
      details: { resource, exitCode, lastLines: lines },
    },
  );
}

function unhealthyError(
  { options: { resource } }: Watch,
  output: string,
  exitCode: number | undefined,
  seconds: number,
): BacklotError {
  const said = output.trim();
  const code = exitCode === undefined ? '' : ` (exit code ${exitCode})`;
  return new BacklotError(
    'not-ready',
    `${resource} did not become healthy in ${seconds} s. Its healthcheck's last words${code}: ${said === '' ? 'none' : said.slice(-500)}`,
    {
      hint: 'Look at its logs and its healthcheck; a longer "start_period" gives it more time.',
      details: { resource, exitCode, output: said },
    },
  );
}

/** Ends with an error once the container has ended for good; for a job, also well. */
async function watchExit(watch: Watch): Promise<void> {
  const { engine, options, signal } = watch;
  for (;;) {
    await waitForExit(engine, options.id, signal);
    const seen = await inspectContainer(engine, options.id, signal);
    if (options.job && seen.State.Status === 'exited' && seen.State.ExitCode === 0) return;
    if (!comesBack(seen)) throw await exitError(watch, seen);
    await delay(probePauseMs, undefined, { signal });
  }
}

interface LastProbe {
  output: string;
  exitCode: number | undefined;
}

/** Runs the healthcheck until it succeeds. */
async function watchProbe(watch: Watch, test: HealthTest, last: LastProbe): Promise<void> {
  const { engine, options, signal } = watch;
  const began = Date.now();
  for (;;) {
    const late = AbortSignal.timeout(test.timeoutMs);
    try {
      const run = await runInContainer(
        engine,
        options.id,
        { command: test.command },
        AbortSignal.any([signal, late]),
      );
      if (run.exitCode === 0) return;
      last.output = run.output;
      last.exitCode = run.exitCode;
    } catch (error) {
      signal.throwIfAborted();
      if (late.aborted) last.output = `it took longer than ${test.timeoutMs / 1000} s`;
      // It does not run at the moment, or the command can't be started: others watch for its end.
      else if (!wasRefused(error, 400, 404, 409, 500)) throw error;
      else if (error instanceof Error) last.output = error.message;
    }
    await delay(Date.now() - began > lateAfterMs ? latePauseMs : probePauseMs, undefined, { signal });
  }
}

/** Asks the engine now and then, and gives up when it does, or when nobody could expect more. */
async function watchHealth(watch: Watch, test: HealthTest, since: number, last: LastProbe): Promise<void> {
  const { engine, options, signal } = watch;
  const began = Date.now();
  // One that was called unhealthy before we came may have recovered since: our own test gets its chance.
  const givesUpAt = Math.max(since + test.patienceMs, began + Math.min(test.patienceMs, 5000));
  for (;;) {
    await delay(inspectMs, undefined, { signal });
    const { State } = await inspectContainer(engine, options.id, signal);
    // What has ended is unhealthy too; why it ended says more.
    if (!State.Running) continue;
    const health = State.Health;
    if (health?.Status === 'healthy') return;
    const seconds = Math.round((Date.now() - began) / 1000);
    if ((health?.Status === 'unhealthy' && seconds >= 1) || Date.now() >= givesUpAt) {
      const log = health?.Log?.at(-1);
      throw unhealthyError(
        watch,
        last.output || (log?.Output ?? ''),
        last.exitCode ?? log?.ExitCode,
        seconds,
      );
    }
    options.progress?.(`waiting for ${options.resource} to be healthy, ${seconds} s`);
  }
}

/** Resolves when it has run for a moment. */
async function watchRunning({ engine, options, signal }: Watch, seen: InspectedContainer): Promise<void> {
  for (let state = seen; ; state = await inspectContainer(engine, options.id, signal)) {
    const ran = Date.now() - startedAt(state);
    // Clocks of two machines may differ: then it is watched for that moment from here.
    const missing = ran >= 0 && ran < 24 * 3600 * 1000 ? settleMs - ran : settleMs;
    if (state.State.Status === 'running' && missing <= 0) return;
    await delay(Math.max(missing, probePauseMs), undefined, { signal });
  }
}

/**
 * Waits until a container is ready: healthy as soon as its own healthcheck says so, not an interval later;
 * running where it has none; completed where it is a job.
 * @throws BacklotError `container-exited` with its last lines as soon as it has ended, `not-ready` with the
 * healthcheck's last words, `cancelled`, or what the engine throws.
 */
export async function waitReady(engine: Engine, options: WaitOptions, signal: AbortSignal): Promise<void> {
  const settled = new AbortController();
  const watch: Watch = { engine, options, signal: AbortSignal.any([signal, settled.signal]) };
  const seen = await inspectContainer(engine, options.id, signal);
  const test = options.job ? undefined : healthTest(seen);
  const last: LastProbe = { output: '', exitCode: undefined };
  const watches = options.job
    ? [watchExit(watch)]
    : test === undefined
      ? [watchExit(watch), watchRunning(watch, seen)]
      : [watchExit(watch), watchProbe(watch, test, last), watchHealth(watch, test, startedAt(seen), last)];
  try {
    // The first to resolve or to throw has the answer.
    await Promise.race(watches);
  } catch (error) {
    if (signal.aborted)
      throw new BacklotError('cancelled', `Waiting for ${options.resource} was cancelled.`, { cause: error });
    throw error;
  } finally {
    settled.abort();
    await Promise.allSettled(watches);
  }
}
