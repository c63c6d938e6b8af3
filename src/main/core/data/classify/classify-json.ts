import type { ColumnClass } from '../../../../shared/model/masking.ts';
import { type Classification, classified } from './classification.ts';
import { classifyText } from './classify-text.ts';
import type { ColumnFacts } from './column-facts.ts';
import { nameHint } from './names/name-hint.ts';

const mostPaths = 400;
const deepest = 12;

/** Leaves by path; elements of lists share one path, "items[].name". */
function gather(value: unknown, path: string, into: Map<string, string[]>, depth: number): void {
  if (value === null || value === undefined || depth > deepest) return;
  if (Array.isArray(value)) {
    for (const item of value) gather(item, `${path}[]`, into, depth + 1);
  } else if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      gather(inner, path === '' ? key : `${path}.${key}`, into, depth + 1);
    }
  } else {
    const found = into.get(path);
    if (found) found.push(String(value));
    else if (into.size < mostPaths) into.set(path, [String(value)]);
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Keys that are data themselves, like e-mail addresses and numbers of persons. */
const dataKey = /@|^\+?\d{6,}$|^\d{1,3}(?:\.\d{1,3}){3}$/;

const unimportant: readonly ColumnClass[] = ['plain', 'key', 'money'];

/** The last name in a path: that of the key whose value it is. */
const keyOf = (path: string): string => path.replaceAll('[]', '').split('.').at(-1) ?? '';

const isNumberOrTruth = (values: readonly string[]): boolean =>
  values.every((text) => /^(?:true|false|-?\d{1,9}(?:\.\d+)?)$/.test(text));

/** Classifies JSON by what its paths hold; `inside` names those with something personal, or of unknown content. */
export function classifyJson(facts: ColumnFacts): Classification {
  const leaves = new Map<string, string[]>();
  const documents = facts.samples.map(parsed).filter((value) => value !== undefined);
  for (const document of documents) gather(document, '', leaves, 0);
  const inside = new Map<string, ColumnClass>();
  let dataKeys = false;
  for (const [path, samples] of leaves) {
    if (path.split('.').some((key) => dataKey.test(key))) dataKeys = true;
    const name = keyOf(path);
    const hint = nameHint(name);
    if (isNumberOrTruth(samples) && hint?.strength !== 'strong') continue;
    const leaf = classifyText(
      { ...facts, name: name === '' ? facts.name : name, unique: false, samples },
      hint,
    );
    if (!unimportant.includes(leaf.class)) inside.set(path, leaf.class);
  }
  if (documents.length === 0) return { ...classified('json', 0.4, 'no values to look at'), inside };
  const found = [...new Set(inside.values())].toSorted();
  const words = found.length === 0 ? 'nothing personal in them so far' : `they hold ${found.join(', ')}`;
  return {
    ...classified(
      'json',
      dataKeys ? 0.6 : 0.85,
      `${leaves.size} paths in ${documents.length} values`,
      words,
      dataKeys ? 'some keys are data themselves' : undefined,
    ),
    inside,
  };
}
