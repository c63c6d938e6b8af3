import { chmod } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { BacklotError, isCancelled } from '../../../shared/errors.ts';
import type { Mend } from './finding.ts';
import { runProgram } from './run-program.ts';

export interface MendOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the current engine answers now. */
  readonly answers: (signal: AbortSignal) => Promise<boolean>;
  /** How long an engine may take to start, and how often it is asked, in milliseconds. */
  readonly startWithinMs?: number | undefined;
  readonly askEveryMs?: number | undefined;
}

async function startEngine(
  { program, args }: Extract<Mend, { kind: 'start-engine' }>,
  { env, answers, startWithinMs = 60_000, askEveryMs = 500 }: MendOptions,
  signal: AbortSignal,
): Promise<void> {
  const line = [program, ...args].join(' ');
  const ran = await runProgram(program, args, { env }, signal);
  if (ran.kind === 'missing' || ran.code !== 0) {
    const said =
      ran.kind === 'missing' ? `there is no ${program}` : ran.stderr.trim() || `exit code ${ran.code}`;
    throw new BacklotError('docker-unreachable', `Docker could not be started with "${line}": ${said}`, {
      hint: 'Start Docker by hand, then check again.',
      details: { command: line },
    });
  }
  const until = Date.now() + startWithinMs;
  while (!(await answers(signal))) {
    if (Date.now() >= until)
      throw new BacklotError(
        'docker-unreachable',
        `Docker was started with "${line}" but did not answer within ${startWithinMs / 1000} s.`,
        { hint: 'Look at its own window or log, then check again.', details: { command: line } },
      );
    await wait(askEveryMs, undefined, { signal });
  }
}

/**
 * Does what a finding's mend says.
 * @throws BacklotError `docker-unreachable` when the engine can't be started, `forbidden` when a mode
 * can't be changed, `cancelled`.
 */
export async function mend(what: Mend, options: MendOptions, signal: AbortSignal): Promise<void> {
  try {
    switch (what.kind) {
      case 'start-engine':
        return await startEngine(what, options, signal);
      case 'chmod':
        return await chmod(what.path, what.mode);
    }
  } catch (error) {
    if (error instanceof BacklotError) throw error;
    if (signal.aborted || isCancelled(error))
      throw new BacklotError('cancelled', 'Mending was cancelled.', { cause: error });
    throw new BacklotError('forbidden', error instanceof Error ? error.message : String(error), {
      hint: 'Do it by hand with the command shown, then check again.',
      cause: error,
    });
  }
}
