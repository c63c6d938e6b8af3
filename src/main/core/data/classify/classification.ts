import type { ColumnClass } from '../../../../shared/model/masking.ts';
import type { FormShare, ValueProfile } from './values/value-profile.ts';

/** What a column holds, how sure that is, and why. */
export interface Classification {
  readonly class: ColumnClass;
  /** 0 to 1. */
  readonly confidence: number;
  /** In words; never a value. */
  readonly evidence: readonly string[];
  /** Of JSON: what its paths hold ("customer.email", "items[*].name"). */
  readonly inside?: ReadonlyMap<string, ColumnClass> | undefined;
  /** Of JSON: true when some keys are data themselves, such as e-mail addresses. */
  readonly dataKeys?: boolean | undefined;
  /** Of a composite: what its fields are, in their order. */
  readonly fields?: readonly Classification[] | undefined;
  /** Of an array: what its elements are. */
  readonly element?: Classification | undefined;
}

/** Below it a person should look at the proposal. */
export const sureEnough = 0.65;

const classWords: Readonly<Record<ColumnClass, string>> = {
  'given-name': 'a given name',
  'family-name': 'a family name',
  'full-name': 'a name',
  username: 'a user name',
  email: 'an e-mail address',
  phone: 'a phone number',
  street: 'a street',
  city: 'a city',
  'postal-code': 'a postal code',
  region: 'a region',
  country: 'a country',
  address: 'an address',
  'birth-date': 'a birth date',
  'national-id': "a person's number",
  card: 'a payment card',
  iban: 'a bank account',
  ip: 'a network address or device',
  coordinates: 'coordinates',
  'user-agent': 'a user agent',
  url: 'a URL',
  'password-hash': 'a password',
  secret: 'a secret',
  'free-text': 'free text',
  json: 'JSON',
  binary: 'binary data',
  money: 'money',
  key: 'a key',
  plain: 'plain data',
};

export const nameSays = (name: ColumnClass): string => `the name says ${classWords[name]}`;

export const valuesSay = ({ hits, form }: FormShare, { count }: ValueProfile): string =>
  `${hits} of ${count} values have the form of ${form.words}`;

export const classified = (
  name: ColumnClass,
  confidence: number,
  ...evidence: readonly (string | undefined)[]
): Classification => ({
  class: name,
  confidence,
  evidence: evidence.flatMap((words) => (words === undefined || words === '' ? [] : [words])),
});
