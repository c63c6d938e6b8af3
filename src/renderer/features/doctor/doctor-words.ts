import type { Check, CheckStatus } from '../../../shared/model/check.ts';
import type { Tone } from '../../ui/status.tsx';

export interface CheckWord {
  readonly tone: Tone;
  readonly word: string;
}

const words: Readonly<Record<CheckStatus, CheckWord>> = {
  running: { tone: 'working', word: 'Checking' },
  ok: { tone: 'healthy', word: 'Ready' },
  warn: { tone: 'attention', word: 'Attention' },
  fail: { tone: 'failed', word: 'Failed' },
  skipped: { tone: 'neutral', word: 'Skipped' },
};

/** The state of a check as a word and a tone. */
export const checkWord = ({ status }: Pick<Check, 'status'>): CheckWord => words[status];

/** How the engine stands, from the checks of Docker: what the top bar says. */
export function engineWord(checks: readonly Check[] | undefined): CheckWord {
  const docker = checks?.filter(({ group }) => group === 'docker') ?? [];
  const has = (status: CheckStatus): boolean => docker.some((check) => check.status === status);
  if (has('fail')) return { tone: 'failed', word: 'Docker is not ready' };
  if (docker.length === 0 || (has('running') && !has('ok')))
    return { tone: 'working', word: 'Checking Docker' };
  if (has('warn')) return { tone: 'attention', word: 'Docker needs attention' };
  return { tone: 'healthy', word: 'Docker is ready' };
}

/** The list in one sentence: "2 of 7 need attention". */
export function summary(checks: readonly Check[]): string {
  const running = checks.filter(({ status }) => status === 'running').length;
  if (running > 0) return `Checking, ${checks.length - running} of ${checks.length} done`;
  const failed = checks.filter(({ status }) => status === 'fail').length;
  const warned = checks.filter(({ status }) => status === 'warn').length;
  const parts = [
    failed > 0 && `${failed} ${failed === 1 ? 'stops' : 'stop'} work`,
    warned > 0 && `${warned} ${warned === 1 ? 'needs' : 'need'} attention`,
  ].filter(Boolean);
  return parts.length > 0
    ? `${parts.join(', ')}, of ${checks.length} checks`
    : `All ${checks.length} checks are ready`;
}
