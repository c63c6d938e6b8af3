import { goNumber } from './go-number.ts';

export interface Scalar {
  readonly value: string | number | boolean | null;
  readonly text: string;
}

const nulls = new Set(['', '~', 'null', 'Null', 'NULL']);
const truths = new Set(['true', 'True', 'TRUE']);
const falsehoods = new Set(['false', 'False', 'FALSE']);
const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/** Beyond 64 bits a number is read as a float. */
const largest = 2n ** 63n;

function readInteger(sign: string, digits: string): Scalar {
  const old = /^0[0-7]+$/.test(digits);
  const magnitude = BigInt(old ? `0o${digits.slice(1)}` : digits);
  const exact = sign === '-' ? -magnitude : magnitude;
  const value = Number(exact);
  const fits = exact < 2n * largest && exact >= -largest;
  return { value, text: fits ? String(exact) : goNumber(value) };
}

/**
 * What an unquoted word of YAML is to compose: null, a boolean, a number or text. As there, 0440 is
 * octal, 1_000 is a number, and yes, no, on and off are text (booleans by the key they belong to).
 */
export function resolvePlain(word: string): Scalar {
  if (nulls.has(word)) return { value: null, text: '' };
  const first = word.charCodeAt(0);
  // Most words are neither numbers nor booleans: one look at the first letter says so.
  if (first > 57 && first !== 84 && first !== 116 && first !== 70 && first !== 102)
    return { value: word, text: word };
  if (truths.has(word)) return { value: true, text: 'true' };
  if (falsehoods.has(word)) return { value: false, text: 'false' };
  if (first > 57) return { value: word, text: word };
  const plain = word.replaceAll('_', '');
  const whole = integer.exec(plain);
  if (whole && /^[-+]?[0-9]/.test(word)) return readInteger(whole[1] ?? '', whole[2] ?? '');
  const decimal = float.test(plain) ? Number(plain) : Number.NaN;
  if (Number.isFinite(decimal)) return { value: decimal, text: goNumber(decimal) };
  return { value: word, text: word };
}
