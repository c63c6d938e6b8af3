import { givenNames } from '../classify/dictionaries/given-names.ts';
import { isCardNumber, isIban } from '../classify/values/checksums.ts';
import { isPersonName } from '../classify/values/place-and-person.ts';
import { findPersonal } from '../snapshots/personal-patterns.ts';
import { commonWords } from './words/common-words.ts';
import { statusWords } from './words/status-words.ts';

/** Why a text is asked about, for people; never with the text itself. */
export type Suspicion =
  | 'an e-mail address'
  | 'a phone number'
  | 'a card number'
  | 'a secret'
  | 'an IBAN'
  | 'a name of a person'
  | 'a value of a masked column'
  | 'a long number'
  | 'words that nothing explains'
  | 'code that is not read';

export interface KnownWords {
  /** Lower case: what the names of the schema are made of. */
  readonly words: ReadonlySet<string>;
  /** Whole texts that were decided for elsewhere: the labels of enums, names. */
  readonly texts: ReadonlySet<string>;
}

const words = /[\p{L}\p{M}]+/gu;
const mixed = /[\p{L}\p{M}\d]*(?:\p{L}\d|\d\p{L})[\p{L}\p{M}\d]*/gu;
/** The same letter over and over, as patterns of dates and numbers have it. */
const pattern = /^(.)\1*$/;
const dates = /\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?/g;
const uuids = /\b[\dA-Fa-f]{8}-(?:[\dA-Fa-f]{4}-){3}[\dA-Fa-f]{12}\b/g;
/** Letters that only say which letters may stand there, and how often. */
const classes = /\[[^\]\s]{1,40}\]|\\[dwsDWSbBAZmMyY]|\{\d+(?:,\d*)?\}/g;
/** Of `to_char`. */
const numbers = /\b(?:FM)?[09]+(?:[.,DG][09]+)*\b/g;

/** Words in lower case, also of what is written together: "orderStatus", "order_status", "HTTPError". */
export const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .match(words)
    ?.map((word) => word.toLowerCase()) ?? [];

const isListed = (word: string, known: KnownWords): boolean =>
  word.length <= 3 || known.words.has(word) || statusWords.has(word) || commonWords.has(word);

/** Plurals count as what they are of. */
const isKnown = (word: string, known: KnownWords): boolean =>
  isListed(word, known) || pattern.test(word) || (word.endsWith('s') && isListed(word.slice(0, -1), known));

/** Letters and digits in one: "utf8", "sha256", "v2"; not "x7k9q2". */
const isKnownMix = (text: string, known: KnownWords): boolean => {
  const lower = text.toLowerCase();
  if (statusWords.has(lower) || known.words.has(lower)) return true;
  const [, letters = '', digits, tail = ''] = /^(\D*)(\d{1,4})(\D*)$/.exec(lower) ?? [];
  if (digits === undefined || letters.length + tail.length === 0) return false;
  return [letters, tail].every((part) => part === '' || isKnown(part, known));
};

const suspicions = {
  email: 'an e-mail address',
  phone: 'a phone number',
  card: 'a card number',
  secret: 'a secret',
} as const;

const isGivenName = (word: string): boolean =>
  givenNames.has(word.toLowerCase()) && !commonWords.has(word.toLowerCase());

const capitals = /\p{Lu}[\p{Ll}'’]+(?:[ -]\p{Lu}[\p{Ll}'’]+)+/gu;

/** A given name with its capital letter, alone or behind another word; or a given and a family name. */
const hasName = (text: string): boolean =>
  (text.match(capitals)?.some(isPersonName) ?? false) ||
  (text.match(/(?<=^\s*|[^\s.!?:]\s+)\p{Lu}\p{Ll}+/gu)?.some(isGivenName) ?? false);

/** A number of nine digits and more that is neither round nor a border of a type. */
const isLongNumber = (digits: string): boolean =>
  digits.length >= 9 &&
  !/0{4}$/.test(digits) &&
  !/^(\d)\1*$/.test(digits) &&
  !/^(?:2147483647|2147483648|4294967295|9223372036854775807|9223372036854775808|1234567890?)$/.test(digits);

/** Why a number is asked about; undefined for one that is plain. */
export function judgeNumber(text: string): Suspicion | undefined {
  const digits = text.replaceAll('_', '');
  if (!/^\d+$/.test(digits) || !isLongNumber(digits)) return undefined;
  return isCardNumber(digits) ? 'a card number' : 'a long number';
}

/**
 * Why a text of the schema is asked about; undefined for one that is plainly harmless: every word of it is one of
 * the schema's own names, a common or technical one, or too short to name somebody. Pure.
 */
export function judgeText(text: string, known: KnownWords): Suspicion | undefined {
  if (known.texts.has(text)) return undefined;
  const [pattern_] = findPersonal(text);
  if (pattern_ !== undefined) return suspicions[pattern_];
  if (isIban(text)) return 'an IBAN';
  const plain = text
    .replaceAll(uuids, ' ')
    .replaceAll(dates, ' ')
    .replaceAll(classes, ' ')
    .replaceAll(numbers, ' ')
    .replaceAll(/#[\dA-Fa-f]{3,8}\b/g, ' ');
  if (plain.match(/\d+(?:[ -]\d+)*/g)?.some((run) => isLongNumber(run.replaceAll(/\D/g, ''))))
    return 'a long number';
  if (hasName(text)) return 'a name of a person';
  const mixes = plain.match(mixed) ?? [];
  if (mixes.some((mix) => !isKnownMix(mix, known))) return 'words that nothing explains';
  const rest = plain.replaceAll(mixed, ' ');
  return wordsOf(rest).every((word) => isKnown(word, known)) ? undefined : 'words that nothing explains';
}

/** True for one everyday word: that it is also a value somewhere names nobody. */
export const isOneWord = (text: string): boolean => {
  const [word, ...more] = wordsOf(text);
  return more.length === 0 && word !== undefined && (commonWords.has(word) || statusWords.has(word));
};
