import type { ConfigProblem } from '../../../shared/model/project.ts';
import type { Target } from './parse-yaml.ts';

/** What is wrong with the data of backlot.yaml, by path; its place in the text is found later. */
export interface Complaint {
  readonly path: readonly PropertyKey[];
  readonly target: Target;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly severity: ConfigProblem['severity'];
}

/** A path as the user would say it: `checks.smoke[0].http`; the whole file for the empty one. */
export function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'backlot.yaml';
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}

/** The data at a path; undefined where there is none. */
export function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** Names in one line: `"a", "b" and "c"`. */
export function listNames(names: readonly string[], word: 'and' | 'or' = 'and'): string {
  const quoted = names.map((name) => JSON.stringify(name));
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} ${word} ${last}`;
}
