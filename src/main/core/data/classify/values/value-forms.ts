import type { ColumnClass } from '../../../../../shared/model/masking.ts';
import { isCardNumber, isIban } from './checksums.ts';
import { nationalIdForms } from './national-ids.ts';
import { isFamilyName, isPersonName, isPlaceName, isStreet, nameKind } from './place-and-person.ts';
import { secretForm } from './secret-forms.ts';
import { userAgentForm } from './user-agent-form.ts';

/** One look of values, and how sure it makes us by itself. */
export interface ValueForm {
  readonly class: ColumnClass;
  /** For evidence: "have the form of …". */
  readonly words: string;
  /** `sure`: a share of the values is enough; `likely`: most must have it; `hinted`: only with a name that agrees. */
  readonly weight: 'sure' | 'likely' | 'hinted';
  readonly test: (text: string) => boolean;
}

const matches = (pattern: RegExp) => (text: string) => pattern.test(text);

const emailForm = /^[^\s@<>()",;:]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+$/u;
const ipForm =
  /^(?:(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3})|(?=.*::)[0-9a-f:.]{2,45}|(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4})(?:\/\d{1,3}|:\d{2,5})?$/i;
const macForm = /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;
const pairForm = /^\(?-?\d{1,2}\.\d{3,}\s*[,; ]\s*-?\d{1,3}\.\d{3,}\)?$/;
const pointForm = /^(?:SRID=\d+;)?(?:POINT|LINESTRING|POLYGON)\s*Z?\s*\(|^-?\d{1,3}°/i;

/** E.164, or a national number with its separators; dates, versions and addresses of hosts are none. */
export function isPhone(text: string): boolean {
  const plain = text.trim();
  if (!/^\+?[\d\s().\-/]{6,24}(?:\s*(?:x|ext\.?|#)\s*\d{1,6})?$/i.test(plain)) return false;
  const digits = plain.replace(/\D/g, '').length;
  if (digits < 7 || digits > 17) return false;
  if (isDateLike(plain) || ipForm.test(plain) || /^-?\d+\.\d+$/.test(plain)) return false;
  return /^(?:\+|00|\()/.test(plain) || /\d[\s().\-/]+\d/.test(plain);
}

const isDateLike = (text: string): boolean =>
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ].*)?$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?:[T ].*)?$/.test(text);

/** A date that someone alive could be born on. */
export function isBirthDate(text: string): boolean {
  if (!isDateLike(text)) return false;
  const year = Number(/\d{4}/.exec(text)?.[0]);
  return year >= 1900 && year <= new Date().getUTCFullYear();
}

const postalForms =
  /^(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{4} ?[A-Z]{2}|(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{4})?|\d{2}-\d{3}|\d{4}-\d{3}|\d{5}-\d{3}|\d{3} \d{2}|\d{3}-\d{4}|[A-Z]\d{2} ?[A-Z\d]{4}|\d{6})$/i;

/** All looks of values, the surest first. */
export const valueForms: readonly ValueForm[] = [
  {
    class: 'password-hash',
    words: 'a password hash',
    weight: 'sure',
    test: (text) => secretForm(text) === 'password hash',
  },
  {
    class: 'secret',
    words: 'a key or token',
    weight: 'sure',
    test: (text) => secretForm(text) === 'key or token',
  },
  { class: 'email', words: 'an e-mail address', weight: 'sure', test: matches(emailForm) },
  { class: 'iban', words: 'an IBAN with its check digits', weight: 'sure', test: isIban },
  { class: 'user-agent', words: 'a user agent', weight: 'sure', test: matches(userAgentForm) },
  {
    class: 'url',
    words: 'a URL',
    weight: 'sure',
    test: matches(/^(?:https?|ftp|mailto|data):(?:\/\/)?\S+$|^www\.\S+\.\S+$/i),
  },
  {
    class: 'ip',
    words: 'an IP or MAC address',
    weight: 'sure',
    test: (text) => ipForm.test(text) || macForm.test(text),
  },
  {
    class: 'coordinates',
    words: 'coordinates',
    weight: 'sure',
    test: (text) => pairForm.test(text) || pointForm.test(text),
  },
  { class: 'card', words: 'a card number with its check digit', weight: 'likely', test: isCardNumber },
  ...nationalIdForms.map(
    ({ name, distinct, test }): ValueForm => ({
      class: 'national-id',
      words: `a ${name}`,
      weight: distinct ? 'likely' : 'hinted',
      test,
    }),
  ),
  { class: 'phone', words: 'a phone number', weight: 'likely', test: isPhone },
  { class: 'phone', words: 'the digits of a phone number', weight: 'hinted', test: matches(/^\+?\d{6,17}$/) },
  { class: 'full-name', words: 'a given and a family name', weight: 'likely', test: isPersonName },
  {
    class: 'given-name',
    words: 'a given name',
    weight: 'likely',
    test: (text) => nameKind(text) === 'given',
  },
  {
    class: 'family-name',
    words: 'a family name',
    weight: 'likely',
    test: isFamilyName,
  },
  { class: 'street', words: 'a street', weight: 'likely', test: isStreet },
  { class: 'city', words: 'a city', weight: 'likely', test: (text) => isPlaceName(text) === 'city' },
  { class: 'country', words: 'a country', weight: 'likely', test: (text) => isPlaceName(text) === 'country' },
  { class: 'postal-code', words: 'a postal code', weight: 'hinted', test: matches(postalForms) },
  { class: 'birth-date', words: 'a date', weight: 'hinted', test: isBirthDate },
];
