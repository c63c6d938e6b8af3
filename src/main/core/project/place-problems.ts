import type { ConfigProblem } from '../../../shared/model/project.ts';
import type { Complaint } from './complaint.ts';
import type { YamlSource } from './parse-yaml.ts';
import { type Flaw, problemAt } from './source-place.ts';

const mostProblems = 20;

/** A complaint at its place in a text. Pure. */
export const flawOf = (source: YamlSource, { path, target, message, hint, severity }: Complaint): Flaw => ({
  offset: source.offsetOf(path, target),
  message,
  hint,
  severity,
});

/** The first problems of a text in the order of their places; the rest is only counted. Pure. */
export function problemsOf(file: string, text: string, flaws: readonly Flaw[]): readonly ConfigProblem[] {
  const inOrder = flaws.toSorted((a, b) => a.offset - b.offset);
  const told = inOrder.slice(0, mostProblems).map((flaw) => problemAt(file, text, flaw));
  const left = inOrder.slice(mostProblems);
  if (left.length === 0) return told;
  const severity = left.some((flaw) => flaw.severity === 'error') ? 'error' : 'warning';
  return [...told, { file, message: `There are ${left.length} more problems.`, severity }];
}
