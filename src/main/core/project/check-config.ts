import { backlotYaml } from '../../../shared/config/backlot-yaml.ts';
import type { ConfigProblem } from '../../../shared/model/project.ts';
import type { Complaint } from './complaint.ts';
import { hasErrors } from './config-error.ts';
import { crossCheck } from './cross-check.ts';
import { explainIssues } from './explain-issues.ts';
import { parseYaml } from './parse-yaml.ts';
import { flawOf, problemsOf } from './place-problems.ts';
import { type CheckedConfig, largestConfig, refused, tooLarge } from './refuse-config.ts';
import { problemAt } from './source-place.ts';

const emptyHint = 'Run backlot init --force to write one from what the project holds.';

/** Checks the text of a backlot.yaml; `file` is the name that problems carry. Pure. */
export function checkConfig(text: string, file: string): CheckedConfig {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (plain.length > largestConfig) return refused(file, tooLarge(file));
  const source = parseYaml(plain);
  const place = (complaint: Complaint): ConfigProblem => problemAt(file, plain, flawOf(source, complaint));

  if (source.empty) {
    return refused(file, { file, message: `${file} is empty.`, hint: emptyHint, severity: 'error' });
  }
  if (source.value === undefined) return { problems: problemsOf(file, plain, source.flaws), place };

  const parsed = backlotYaml.safeParse(source.value);
  const complaints = [
    ...(parsed.success ? [] : explainIssues(parsed.error.issues, source.value)),
    ...crossCheck(source.value),
  ];
  const flaws = [...source.flaws, ...complaints.map((complaint) => flawOf(source, complaint))];
  const problems = problemsOf(file, plain, flaws);
  return parsed.success && !hasErrors(problems)
    ? { config: parsed.data, problems, place }
    : { problems, place };
}
