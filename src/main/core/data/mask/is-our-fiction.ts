import { isDevelopmentPassword } from './lists/development-passwords.ts';
import { rangesByCountry } from './lists/phone-ranges.ts';
import { luhnDigit } from './transform/number-id-transformers.ts';

const reserved = '(?:example\\.(?:com|net|org)|example|test|invalid|localhost)';
/** Any domain under .example; a tag; a made-up name with its number. */
const email = new RegExp(
  `^[^@\\s]+@(?:[^@\\s]+\\.)?example$|^[a-z0-9]{26}@example\\.net$|^[^@\\s\\d]+\\.[^@\\s\\d]+\\d{1,5}@(?:[a-z0-9-]+\\.)*${reserved}$`,
);
const url = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^@/?#:\s]+\.example(?:[:/?#]|$)/;
const address = /^(?:10(?:\.\d{1,3}){3}|2001:0?db8:[0-9a-f:]*)(?:\/\d{1,3})?$/;
const iban = /^[a-z]{2}\d\d ?[0x][0x ]{2,}/;
const card = /^(?:378282|305693|555555|601111|411111)\d{2,13}$/;
/** Digits with what stands between them; letters of theirs have become x. */
const number = /^[\dx\s().+/#*,;:-]+$/;

const ranges: readonly RegExp[] = rangesByCountry.flatMap(({ code, trunk, ranges: own }) =>
  own.map(({ pattern }) => {
    const digits = pattern.replaceAll('#', '\\d').replaceAll('N', '[2-9]');
    return new RegExp(`^(?:(?:00)?${code}|${trunk})${digits}$`);
  }),
);

function isNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 4) return false;
  if (digits.startsWith('000') || /^\+?999/.test(text)) return true;
  // Behind a country code of two digits, as the phone transformer reads one.
  if (/^(?:\+\d{2}|00\d{2})00/.test(text.replace(/[^\d+]/g, ''))) return true;
  if (card.test(digits) && luhnDigit(digits.slice(0, -1)) === digits.at(-1)) return true;
  return ranges.some((range) => range.test(digits));
}

/**
 * Whether a value could be one that a transformer has made up: a number for films, an address under .example, a test
 * card, a reserved network. Nobody's, so it is no original to look for; and where a source holds such values, what
 * masks them may well meet another one of them.
 */
export function isOurFiction(value: string): boolean {
  const text = value.trim().toLowerCase();
  if (text === 'redacted' || isDevelopmentPassword(value.trim())) return true;
  if (url.test(text)) return true;
  if (text.includes('@')) return email.test(text);
  return (number.test(text) && isNumber(text)) || address.test(text) || iban.test(text);
}
