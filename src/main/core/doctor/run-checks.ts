import { BacklotError, toBacklotError } from '../../../shared/errors.ts';
import type { Check } from '../../../shared/model/check.ts';
import type { Examination, Examiner, Finding, Mend } from './finding.ts';

/** A check that has run, with what mends it on a click. */
export interface Examined {
  readonly check: Check;
  readonly mend: Mend | undefined;
}

export interface RunOptions {
  /** How long one check may take, in milliseconds. */
  readonly withinMs: number;
  /** What an earlier run found stays to be read while its check runs again. */
  readonly before: readonly Check[];
  /** Told of the whole list, in its order, at the start and whenever a check has ended. */
  readonly publish: (checks: readonly Check[]) => void;
}

/** The wire form of a finding: a fix is automatic exactly when there is something that does it. */
export function toCheck(
  { id, group, title }: Pick<Examiner, 'id' | 'group' | 'title'>,
  finding: Finding,
  ms: number,
): Check {
  const { status, found, problem, howTo, mend } = finding;
  const fix = howTo && { command: howTo.command, steps: howTo.steps, automatic: mend !== undefined };
  return { id, group, title, status, found, problem, fix, ms };
}

const tooLong = (ms: number): Finding => ({
  status: 'fail',
  found: 'no answer',
  problem: `The check did not end within ${ms / 1000} s.`,
  howTo: { steps: ['Check again; if it stays so, what it asks hangs and needs a restart.'] },
});

function broken(error: unknown): Finding {
  const { message, hint } = toBacklotError(error);
  return {
    status: 'fail',
    found: 'the check itself failed',
    problem: message,
    howTo: hint === undefined ? undefined : { steps: [hint] },
  };
}

/** Runs one check; it can hang or throw without harm to the others. */
async function examineOne(
  examiner: Examiner,
  examination: Examination,
  withinMs: number,
  signal: AbortSignal,
): Promise<Finding> {
  const limit = new AbortController();
  const both = AbortSignal.any([signal, limit.signal]);
  const timer = setTimeout(() => limit.abort(), withinMs);
  try {
    return await new Promise<Finding>((resolve, reject) => {
      // A check that does not heed its signal is left behind.
      both.addEventListener('abort', () => reject(both.reason), { once: true });
      examiner.examine(examination, both).then(resolve, reject);
    });
  } catch (error) {
    if (limit.signal.aborted) return tooLong(withinMs);
    return broken(error);
  } finally {
    clearTimeout(timer);
    // Whatever a check that was left behind still waits for ends too.
    limit.abort();
  }
}

/**
 * Runs all checks side by side and answers when each has ended.
 * @throws BacklotError `cancelled` when the signal aborts; the list is as it was published last.
 */
export async function runChecks(
  examiners: readonly Examiner[],
  examination: Examination,
  { withinMs, before, publish }: RunOptions,
  signal: AbortSignal,
): Promise<readonly Examined[]> {
  const checks: Check[] = examiners.map(({ id, group, title }) => ({
    id,
    group,
    title,
    status: 'running',
    found: before.find((check) => check.id === id)?.found ?? '',
  }));
  publish([...checks]);
  const examined = await Promise.all(
    examiners.map(async (examiner, index) => {
      const started = performance.now();
      const finding = await examineOne(examiner, examination, withinMs, signal);
      const check = toCheck(examiner, finding, Math.round(performance.now() - started));
      checks[index] = check;
      if (!signal.aborted) publish([...checks]);
      return { check, mend: finding.mend };
    }),
  );
  if (signal.aborted) throw new BacklotError('cancelled', 'The checks were cancelled.');
  return examined;
}
