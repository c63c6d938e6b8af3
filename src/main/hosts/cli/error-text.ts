import { z } from 'zod';
import { configProblem } from '../../../shared/contract/projects.ts';
import type { WireError } from '../../../shared/errors.ts';
import type { ConfigProblem } from '../../../shared/model/project.ts';
import type { Paint } from './styled-text.ts';
import { harmless } from './terminal-text.ts';

const withProblems = z.object({ problems: z.array(configProblem).min(1) });

/** "backlot.yaml:3:1: unknown key" with the excerpt below it. */
export function problemText(problem: ConfigProblem, paint: Paint): string {
  const { file, line, column, message, hint, excerpt, severity } = problem;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const lines = [`${paint(place, 'bold')}: ${severity === 'warning' ? 'warning: ' : ''}${message}`];
  if (excerpt !== undefined) lines.push(excerpt.trimEnd());
  if (hint !== undefined) lines.push(`${paint('hint:', 'busy')} ${hint}`);
  return harmless(lines.join('\n'));
}

/** An error as a person reads it: what happened, where, and the one next step. Never a stack. */
export function errorText(
  { message, hint, details }: Pick<WireError, 'message' | 'hint' | 'details'>,
  paint: Paint,
): string {
  const lines = [`${paint('error:', 'bad')} ${harmless(message)}`];
  const parsed = withProblems.safeParse(details);
  if (parsed.success) lines.push(...parsed.data.problems.map((problem) => problemText(problem, paint)));
  if (hint !== undefined) lines.push(`${paint('hint:', 'busy')} ${harmless(hint)}`);
  return lines.join('\n');
}

/** An error as programs read it: `{"error": {code, message, hint, details}}`. */
export const errorDocument = ({ code, message, hint, details }: WireError): object => ({
  error: { code, message, hint: hint ?? null, details },
});
