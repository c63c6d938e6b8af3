import type { ColumnClass } from '../../../../shared/model/masking.ts';
import { type Classification, classified } from './classification.ts';
import { classifyText } from './classify-text.ts';
import type { ColumnFacts } from './column-facts.ts';
import { nameHint } from './names/name-hint.ts';
import { isPersonName } from './values/place-and-person.ts';
import { looksRandom } from './values/secret-forms.ts';
import { isUuid } from './values/value-profile.ts';

const mostPaths = 400;
const deepest = 12;

/** More keys at one place are those of a dictionary, not of a record. */
const mostKeys = 30;

/** Keys that are data themselves, like e-mail addresses and numbers of persons. */
const dataKey = /@|^\+?\d{4,}$|^\d{1,3}(?:\.\d{1,3}){3}$|[.[\]*"]/;

const isData = (key: string): boolean =>
  dataKey.test(key) || isUuid(key) || isPersonName(key) || looksRandom(key);

/** Keys by the place they are at, to tell records from dictionaries. */
type Places = Map<string, Set<string>>;

/** Leaves by path, as `json` rules write it; `*` stands for each key that is data, `[*]` for each element. */
type Leaves = Map<string, string[]>;

const isDictionary = (places: Places, path: string): boolean => {
  const keys = places.get(path) ?? new Set();
  return keys.size > mostKeys || [...keys].some(isData);
};

const below = (path: string, step: string): string => (path === '' ? step : `${path}.${step}`);

function notePlaces(value: unknown, path: string, places: Places, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  if (Array.isArray(value)) {
    for (const item of value) notePlaces(item, `${path}[*]`, places, depth + 1);
    return;
  }
  const keys = places.get(path) ?? new Set();
  places.set(path, keys);
  for (const [key, inner] of Object.entries(value)) {
    keys.add(key);
    // Below a dictionary's keys the places are one: "*" is what its path says.
    notePlaces(inner, below(path, isData(key) ? '*' : key), places, depth + 1);
  }
}

function gather(value: unknown, path: string, places: Places, into: Leaves, depth: number): void {
  if (value === null || value === undefined || depth > deepest) return;
  if (Array.isArray(value)) {
    for (const item of value) gather(item, `${path}[*]`, places, into, depth + 1);
  } else if (typeof value === 'object') {
    const dictionary = isDictionary(places, path);
    for (const [key, inner] of Object.entries(value)) {
      gather(inner, below(path, dictionary ? '*' : key), places, into, depth + 1);
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

/** Longer lists of what is plain would drown the rule that they are part of. */
const mostPlain = 40;

export const isPlain = (name: ColumnClass): boolean => name === 'plain' || name === 'key' || name === 'money';

/** The last name in a path: that of the key whose value it is. */
const keyOf = (path: string): string =>
  path
    .replaceAll('[*]', '')
    .split('.')
    .findLast((step) => step !== '*') ?? '';

const isNumberOrTruth = (values: readonly string[]): boolean =>
  values.every((text) => /^(?:true|false|-?\d{1,9}(?:\.\d+)?)$/.test(text));

/** Classifies JSON by what its paths hold; `inside` tells of each. */
export function classifyJson(column: ColumnFacts): Classification {
  const leaves: Leaves = new Map();
  const places: Places = new Map();
  const documents = column.samples.map(parsed).filter((value) => value !== undefined);
  for (const document of documents) notePlaces(document, '', places, 0);
  for (const document of documents) gather(document, '', places, leaves, 0);
  const inside = new Map<string, ColumnClass>();
  const dataKeys = [...places.keys()].some((path) => isDictionary(places, path));
  for (const [path, samples] of leaves) {
    const name = keyOf(path);
    const hint = nameHint(name);
    const plain = isNumberOrTruth(samples) && hint?.strength !== 'strong';
    const facts = { ...column, name: name === '' ? column.name : name, unique: false, samples };
    inside.set(path, plain ? 'plain' : classifyText(facts, hint).class);
  }
  const personal = new Map([...inside].filter(([, one]) => !isPlain(one)));
  if (documents.length === 0) return classified('json', 0.4, 'no values to look at');
  const found = [...new Set(personal.values())].toSorted();
  const words = found.length === 0 ? 'nothing personal in them so far' : `they hold ${found.join(', ')}`;
  return {
    ...classified(
      'json',
      dataKeys ? 0.6 : 0.85,
      `${leaves.size} paths in ${documents.length} values`,
      words,
      dataKeys ? 'some keys are data themselves' : undefined,
    ),
    inside: inside.size - personal.size > mostPlain ? personal : inside,
    dataKeys,
  };
}
