import { type TransformerName, transformerNames } from './masking.ts';

/** An option of a transformer as the masking file writes it, for who completes a rule. */
export interface TransformerOption {
  readonly name: string;
  /** Its values where there are a few; empty where it is a number, a text or a list. */
  readonly values: readonly string[];
  readonly note: string;
}

const option = (name: string, note: string, values: readonly string[] = []): TransformerOption => ({
  name,
  values,
  note,
});

const yesNo = ['true', 'false'] as const;

/** Options that every rule but `keep` may carry. */
const common: readonly TransformerOption[] = [
  option('when', 'only rows whose columns hold these values'),
  option('key', 'mask domain: equal values in it stay equal'),
];

const notes: Readonly<Record<TransformerName, string>> = {
  keep: 'leaves it as it is, on purpose',
  null: 'no value at all',
  constant: 'the same value for all',
  template: 'a text with placeholders',
  hash: 'a digest with a secret of the project',
  custom: 'an expression of the project, in a sandbox',
  'given-name': 'a given name',
  'family-name': 'a family name',
  'full-name': 'given and family name',
  username: 'a user name',
  email: 'an address that is never delivered',
  phone: 'a number reserved for fiction, form kept',
  street: 'street and number',
  city: 'a city',
  'postal-code': 'a postal code',
  region: 'a region',
  country: 'a country',
  address: 'a whole address, its parts consistent',
  date: 'moved within bounds',
  number: 'changed within bounds',
  bucket: 'the bucket that it falls into',
  key: 'exchanged within its own domain, unique',
  'national-id': 'the form of one',
  card: 'a valid test number',
  iban: 'a valid test number',
  ip: 'another address',
  uuid: 'another UUID',
  url: 'another host and path',
  'user-agent': 'a common browser',
  coordinates: 'moved within a radius',
  text: 'words of like length',
  redact: 'blocked out',
  json: 'rules by path and by key',
  array: 'one rule for each element',
  composite: 'a rule for each field',
  hstore: 'rules by key',
  range: 'both bounds moved alike',
  tsvector: 'made again from masked text',
  binary: 'a tiny valid image, or zeros',
  password: 'the hash of one known password',
  token: 'made anew',
};

const per = option('per', 'columns that say which one it is');
const locale = option('locale', 'language of the names', [
  'auto',
  'en',
  'de',
  'fr',
  'es',
  'it',
  'nl',
  'pl',
  'sv',
]);
const country = option('country', 'only places of this country', [
  'US',
  'GB',
  'DE',
  'FR',
  'ES',
  'IT',
  'NL',
  'PL',
  'SE',
]);
const bounds = [option('min', 'the least'), option('max', 'the most')] as const;

const own: Partial<Readonly<Record<TransformerName, readonly TransformerOption[]>>> = {
  constant: [option('value', 'what all of them become')],
  template: [option('template', 'text with placeholders')],
  hash: [option('length', 'characters that are left of it')],
  custom: [option('expression', 'what becomes of the value')],
  'given-name': [locale],
  'family-name': [locale],
  'full-name': [locale],
  email: [
    option('domain', 'what becomes of the part behind the @', ['hash', 'keep', 'replace']),
    option('to', 'the domain for all; a reserved one'),
    option('style', 'letter for letter, or made of a name', ['form', 'name']),
  ],
  phone: [
    option('country', 'of numbers without a country code', ['auto', 'US', 'GB', 'FR', 'DE', 'AU']),
    option('style', 'reserved for films, or unique under +999', ['fiction', 'unassigned']),
  ],
  street: [per, country],
  city: [per, country],
  'postal-code': [per, country],
  region: [per, country],
  country: [per, country],
  address: [per, country],
  date: [
    option('days', 'most days that it moves; 30 when absent'),
    option('per', 'a column: dates of the same value move alike'),
    option('band', 'years that it stays within'),
    ...bounds,
  ],
  number: [
    option('noise', 'most change as a part; 0.1 when absent'),
    option('amount', 'most change as an amount'),
    ...bounds,
  ],
  bucket: [option('size', 'how wide a bucket is'), option('bounds', 'lower ends, rising')],
  'national-id': [option('style', 'exchanged, or one that begins with 000', ['form', 'invalid'])],
  iban: [option('bank', 'a bank of zeros, or exchanged as well', ['none', 'form'])],
  coordinates: [option('metres', 'how far it moves at most')],
  text: [option('keep-words', 'keeps the words that every text has', yesNo)],
  redact: [
    option('with', 'what stands in its place'),
    option('keep-first', 'characters kept at the beginning'),
    option('keep-last', 'characters kept at the end'),
  ],
  json: [
    option('paths', 'rules by path: customer.email, items[*].name'),
    option('keys', 'rules by regular expression over keys'),
    option('names', 'rules for keys that are values themselves'),
    option('rest', 'what becomes of all other texts'),
  ],
  array: [option('element', 'the rule for each element')],
  composite: [
    option('fields', 'a rule for each field of the type'),
    option('rest', 'the rule of fields that are not named'),
  ],
  hstore: [
    option('fields', 'rules of values by their key'),
    option('keys', 'rules by regular expression over keys'),
    option('names', 'rules for keys that are values themselves'),
    option('rest', 'what becomes of all other values'),
  ],
  range: [
    option('days', 'most days that dates and times move; 30 when absent'),
    option('amount', 'most that numbers move'),
    option('per', 'a column: ranges of the same value move alike'),
  ],
  tsvector: [option('from', 'columns whose masked words it is made of')],
  binary: [option('size', 'bytes of zeros')],
  token: [option('reversible', 'exchanged like a key: unique', yesNo)],
};

/** What a transformer does, in some words. */
export const transformerNote = (name: TransformerName): string => notes[name];

/** The options of a transformer, its own first; empty for `keep` and for a name that is none. */
export function optionsOf(name: string): readonly TransformerOption[] {
  const known = transformerNames.find((one) => one === name);
  return known === undefined || known === 'keep' ? [] : [...(own[known] ?? []), ...common];
}
