import type { z } from 'zod';
import {
  backlotJsonSchema,
  type JsonSchema,
  knownKeysAt,
  schemasAt,
} from '../../../shared/config/json-schema.ts';
import { type Complaint, listNames, pathText, valueAt } from './complaint.ts';
import { nearestName } from './nearest-name.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of keys',
  record: 'a block of keys',
};

function typeWord(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeWords[typeof value] ?? typeof value;
}

/** Long texts would push the rest of the message away. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}..."` : text;
}

const stopped = (text: string): string => (/[.?]$/.test(text) ? text : `${text}.`);

const sentence = (text: string): string => stopped(text.charAt(0).toUpperCase() + text.slice(1));

/** What to write where text is expected and something else stands: quotes, if they are all that is missing. */
function textHint(path: Path, value: unknown, schema: JsonSchema): string | undefined {
  if (typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const forms = schemasAt(schema, path);
  const fits = forms.some(
    ({ type, pattern }) => type === 'string' && new RegExp(pattern ?? '').test(String(value)),
  );
  return fits ? `Put it in quotes: "${value}".` : forms.find(({ description }) => description)?.description;
}

function wrongType(path: Path, expected: readonly string[], data: unknown, schema: JsonSchema): Complaint {
  const value = valueAt(data, path);
  const wanted = [...new Set(expected.map((type) => typeWords[type] ?? type))].join(' or ');
  if (value === undefined) {
    return {
      path: path.slice(0, -1),
      target: 'key',
      message: `${pathText(path)} is missing.`,
      severity: 'error',
    };
  }
  return {
    path,
    target: 'value',
    message: `${pathText(path)} must be ${wanted}, ${value === null ? 'but is empty' : `not ${typeWord(value)}`}.`,
    hint: expected.includes('string') ? textHint(path, value, schema) : undefined,
    severity: 'error',
  };
}

/** The schema's own words have the shape "is not X: advice"; the advice becomes the hint. */
function wrongValue(path: Path, words: string, data: unknown, key?: string): Complaint {
  const [what = '', ...advice] = words.split(': ');
  const value = key ?? valueAt(data, path);
  const subject =
    key !== undefined
      ? shown(key)
      : typeof value === 'string'
        ? `${pathText(path)}: ${shown(value)}`
        : pathText(path);
  return {
    path,
    target: key === undefined ? 'value' : 'key',
    message: stopped(`${subject} ${what}`),
    hint: advice.length > 0 ? sentence(advice.join(': ')) : undefined,
    severity: 'error',
  };
}

function unknownKey(
  path: Path,
  key: string,
  known: readonly string[],
  data: unknown,
  file: string,
): Complaint {
  const where = path.length === 0 ? file : pathText(path);
  const base = { path: [...path, key], target: 'key', severity: 'error' } as const;
  if (known.includes(key)) {
    // Known in another form of the same thing: a dataset is a seed or a snapshot.
    const other = known.find((name) => name !== key && valueAt(data, [...path, name]) !== undefined);
    return {
      ...base,
      message: `"${key}" can't stand beside ${other === undefined ? 'the other keys' : `"${other}"`} in ${where}.`,
      hint: 'Keep one of the two.',
    };
  }
  const near = nearestName(key, known);
  return {
    ...base,
    message: `${shown(key)} is not a key of ${where}.`,
    hint: near === undefined ? `It may hold ${listNames(known)}.` : `Did you mean "${near}"?`,
  };
}

const unknownKeyCount = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0);

const rejectsTheType = (issues: readonly Issue[]): boolean =>
  issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0);

/** The form of a union that the user most likely meant: right type, fewest keys and values in the way. */
function meantForm(forms: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return forms
    .filter((issues) => !rejectsTheType(issues))
    .toSorted((a, b) => unknownKeyCount(a) - unknownKeyCount(b) || a.length - b.length)[0];
}

/** What was checked, where it is not backlot.yaml. */
export interface CheckedFile {
  readonly schema: JsonSchema;
  /** Its name in words. */
  readonly file: string;
}

/** The schema's issues in the product's words, each by the path it is about. `data` is what was checked. */
export function explainIssues(
  issues: readonly Issue[],
  data: unknown,
  { schema, file }: CheckedFile = { schema: backlotJsonSchema(), file: 'backlot.yaml' },
): readonly Complaint[] {
  const explain = (issue: Issue, above: Path): readonly Complaint[] => {
    const path = [...above, ...issue.path];
    switch (issue.code) {
      case 'invalid_type':
        return [wrongType(path, [issue.expected], data, schema)];
      case 'unrecognized_keys':
        return issue.keys.map((key) => unknownKey(path, key, knownKeysAt(schema, path), data, file));
      case 'invalid_value': {
        if (valueAt(data, path) === undefined) return [wrongType(path, ['string'], data, schema)];
        const values = issue.values.map(String);
        const near = nearestName(String(valueAt(data, path)), values);
        const one = values.length > 1 ? `one of ${listNames(values, 'or')}` : listNames(values);
        return [
          {
            ...wrongValue(path, `is not ${one}`, data),
            hint: near === undefined ? undefined : `Did you mean "${near}"?`,
          },
        ];
      }
      case 'invalid_key': {
        const key = String(path.at(-1));
        return issue.issues.map(({ message }) => wrongValue(path, message, data, key));
      }
      case 'invalid_union': {
        const meant = meantForm(issue.errors);
        if (meant) return meant.flatMap((inner) => explain(inner, path));
        const types = issue.errors.flat().flatMap((inner) => ('expected' in inner ? [inner.expected] : []));
        return [wrongType(path, types, data, schema)];
      }
      case 'too_small':
      case 'too_big': {
        if (issue.origin === 'array') return [wrongValue(path, 'must not be an empty list', data)];
        const limit = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
        return [wrongValue(path, `must be ${limit}`, data)];
      }
      default:
        return [wrongValue(path, issue.message, data)];
    }
  };

  const complaints = issues.flatMap((issue) => explain(issue, []));
  // "hots is not a key, did you mean host?" already says that host is missing.
  const meant = new Set(
    complaints.flatMap(({ path, hint }) => {
      const near = /^Did you mean "(.+)"\?$/.exec(hint ?? '')?.[1];
      return near === undefined ? [] : [`${pathText([...path.slice(0, -1), near])} is missing.`];
    }),
  );
  return complaints.filter(({ message }) => !meant.has(message));
}
