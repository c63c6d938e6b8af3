import type { Check, CheckStatus } from '../../../shared/model/check.ts';
import type { Icons, Paint, Tone } from './styled-text.ts';
import { displayWidth, oneLine, padWidth } from './terminal-text.ts';

const looks: Readonly<Record<CheckStatus, { readonly icon: keyof Icons; readonly tone: Tone }>> = {
  running: { icon: 'running', tone: 'busy' },
  ok: { icon: 'done', tone: 'good' },
  warn: { icon: 'warn', tone: 'warn' },
  fail: { icon: 'failed', tone: 'bad' },
  skipped: { icon: 'dash', tone: 'dim' },
};

function mend({ fix, id }: Check): readonly string[] {
  if (!fix) return [];
  const lines = fix.command === undefined ? fix.steps.map((step) => `- ${step}`) : [`run: ${fix.command}`];
  return fix.automatic ? [...lines, `or: backlot doctor --fix (${id})`] : lines;
}

/** The doctor's list: a line for each check, and below what is not well the way to mend it. */
export function checksText(checks: readonly Check[], icons: Icons, paint: Paint): string {
  const names = Math.max(0, ...checks.map(({ title }) => displayWidth(oneLine(title))));
  const lines = checks.flatMap((check) => {
    const { icon, tone } = looks[check.status];
    const head = paint(`${icons[icon]} ${padWidth(check.status, 7)}`, tone);
    const below = check.problem === undefined ? [] : [check.problem, ...mend(check)];
    return [
      `${head}  ${padWidth(oneLine(check.title), names)}  ${oneLine(check.found)}`.trimEnd(),
      ...below.map((line) => `             ${oneLine(line)}`),
    ];
  });
  const count = (status: CheckStatus): number => checks.filter((check) => check.status === status).length;
  const [failed, warned] = [count('fail'), count('warn')];
  const sum = failed + warned === 0 ? 'All is well.' : `${failed} failed, ${warned} to look at.`;
  return [...lines, '', sum].join('\n');
}
