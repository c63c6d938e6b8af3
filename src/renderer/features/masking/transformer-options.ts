import { type TransformerName, transformerNames } from '../../../shared/model/masking.ts';

/** An option of a transformer: its values where there are a few, and what it does. */
export interface TransformerOption {
  readonly name: string;
  readonly values: readonly string[];
  readonly note: string;
}

const option = (name: string, note: string, values: readonly string[] = []): TransformerOption => ({
  name,
  values,
  note,
});

const yesNo = ['true', 'false'] as const;

/** Options that every rule may carry. */
const common: readonly TransformerOption[] = [
  option('when', 'only where another column has this value'),
  option('key', 'the mask domain: equal values in it stay equal'),
];

const notes: Readonly<Record<TransformerName, string>> = {
  keep: 'leaves it as it is, on purpose',
  null: 'no value at all',
  constant: 'the same value for all',
  template: 'a text with placeholders',
  hash: 'a digest with the project’s secret',
  custom: 'a function of the project, in a sandbox',
  'given-name': 'a given name',
  'family-name': 'a family name',
  'full-name': 'given and family name',
  username: 'a user name',
  email: 'an address that is never delivered',
  phone: 'a number reserved for fiction, format kept',
  street: 'street and number',
  city: 'a city',
  'postal-code': 'a postal code',
  region: 'a region',
  country: 'a country',
  address: 'a whole address, its parts consistent',
  date: 'shifted within bounds, order kept',
  number: 'noise within bounds',
  bucket: 'the bucket that it falls into',
  key: 'a permutation of the key’s own domain',
  'national-id': 'a valid form, nobody’s number',
  card: 'a valid test number',
  iban: 'a valid test number',
  ip: 'an address of the same network class',
  uuid: 'another UUID',
  url: 'another path and host',
  'user-agent': 'a common browser',
  coordinates: 'moved within a radius',
  text: 'words of like length',
  redact: 'blocked out',
  json: 'rules by path and key',
  array: 'one rule for each element',
  tsvector: 'made again from the masked text',
  binary: 'a tiny valid image, or zeros',
  password: 'the hash of one known password',
  token: 'made anew',
};

const own: Partial<Readonly<Record<TransformerName, readonly TransformerOption[]>>> = {
  constant: [option('value', 'what all of them become')],
  template: [option('template', 'text with placeholders')],
  email: [option('domain', 'what happens to the part behind the @', ['keep', 'hash', 'replace'])],
  date: [option('days', 'how far it may move')],
  number: [option('noise', 'how much it may change, in per cent')],
  bucket: [option('size', 'how wide a bucket is')],
  text: [option('keep-words', 'keeps common words', yesNo)],
  binary: [option('with', 'what stands in its place', ['image', 'zeros'])],
  array: [option('each', 'the rule for each element')],
  json: [option('paths', 'rules by path'), option('keys', 'rules by key pattern')],
};

/** What a transformer does, in some words. */
export const transformerNote = (name: TransformerName): string => notes[name];

/** The options of a transformer, its own first; empty for a name that is none. */
export function optionsOf(name: string): readonly TransformerOption[] {
  const known = transformerNames.find((one) => one === name);
  return known === undefined || known === 'keep' ? [] : [...(own[known] ?? []), ...common];
}
