import type { Check, CheckStatus } from '../../../shared/model/check.ts';

const words: Readonly<Record<CheckStatus, string>> = {
  running: '...',
  ok: 'ok',
  warn: 'warn',
  fail: 'fail',
  skipped: 'skip',
};

const indent = ' '.repeat(6);

/** The lines of one check: what was found, then what is wrong and what mends it. */
export function checkLines({ title, status, found, problem, fix }: Check): readonly string[] {
  const lines = [`${words[status].padEnd(indent.length)}${title}${found && `: ${found}`}`];
  if (problem !== undefined) lines.push(`${indent}${problem}`);
  if (fix?.command !== undefined) lines.push(`${indent}Fix: ${fix.command}`);
  for (const step of fix?.steps ?? []) lines.push(`${indent}- ${step}`);
  return lines;
}

const count = (checks: readonly Check[], status: CheckStatus): number =>
  checks.filter((check) => check.status === status).length;

/** All checks as plain lines, with one that sums them up. */
export function checkText(checks: readonly Check[]): string {
  const failed = count(checks, 'fail');
  const warned = count(checks, 'warn');
  const sum =
    failed + warned === 0
      ? 'Everything Backlot needs is here.'
      : `${failed} failed, ${warned} ${warned === 1 ? 'warning' : 'warnings'}, ${count(checks, 'ok')} ok.`;
  return [...checks.flatMap(checkLines), '', sum].join('\n');
}

/** How `backlot doctor` exits: 3, a prerequisite is missing, when any check failed. */
export const checkExitCode = (checks: readonly Check[]): 0 | 3 => (count(checks, 'fail') > 0 ? 3 : 0);
