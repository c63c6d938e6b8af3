import { luhnHolds, mod97, weighted } from './checksums.ts';

/** One country's number for a person or a taxpayer. */
export interface NationalIdForm {
  readonly name: string;
  /** True when the form itself is so particular that it needs no name beside it. */
  readonly distinct: boolean;
  readonly test: (text: string) => boolean;
}

const datePart = (digits: string): boolean => {
  const [month, day] = [Number(digits.slice(2, 4)), Number(digits.slice(4, 6))];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
};

const mod11 = (digits: string, weights: readonly number[]): number => weighted(digits, weights) % 11;

/** Check digits of the Brazilian numbers: 11 minus the rest, 0 for 10 and 11. */
const brazilDigit = (digits: string, weights: readonly number[]): number => {
  const rest = mod11(digits, weights);
  return rest < 2 ? 0 : 11 - rest;
};

const down = (from: number, to: number): readonly number[] =>
  Array.from({ length: from - to + 1 }, (_, index) => from - index);

function isCpf(text: string): boolean {
  const digits = text.replace(/[.-]/g, '');
  if (!/^\d{11}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  return (
    brazilDigit(digits, down(10, 2)) === Number(digits[9]) &&
    brazilDigit(digits, down(11, 2)) === Number(digits[10])
  );
}

const cnpjWeights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

function isCnpj(text: string): boolean {
  const digits = text.replace(/[./-]/g, '');
  if (!/^\d{14}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  return (
    brazilDigit(digits, cnpjWeights.slice(1)) === Number(digits[12]) &&
    brazilDigit(digits, cnpjWeights) === Number(digits[13])
  );
}

function isSpanish(text: string): boolean {
  const match = /^([XYZ]?)(\d{7,8})-?([A-Z])$/i.exec(text);
  if (!match) return false;
  const [, letter = '', digits = '', check = ''] = match;
  if (letter.length + digits.length !== 8) return false;
  const first = letter === '' ? '' : String('XYZ'.indexOf(letter.toUpperCase()));
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(first + digits) % 23] === check.toUpperCase();
}

/** The German tax number of a person: ISO 7064 mod 11, 10; one digit twice or thrice among the first ten. */
function isGermanTax(text: string): boolean {
  const digits = text.replace(/[ /]/g, '');
  if (!/^[1-9]\d{10}$/.test(digits)) return false;
  const distinct = new Set(digits.slice(0, 10)).size;
  if (distinct !== 8 && distinct !== 9) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits[10]);
}

function isFrench(text: string): boolean {
  const plain = text.replace(/[ .]/g, '').toUpperCase();
  if (!/^[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6}\d{2}$/.test(plain)) return false;
  const number = plain.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return 97 - mod97(number) === Number(plain.slice(13));
}

function isDutch(text: string): boolean {
  const digits = text.replace(/[. ]/g, '');
  return (
    /^\d{9}$/.test(digits) && digits !== '000000000' && mod11(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) === 0
  );
}

function isPolish(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false;
  const month = Number(text.slice(2, 4)) % 20;
  const check = (10 - (weighted(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10;
  return month >= 1 && month <= 12 && check === Number(text[10]);
}

function isSwedish(text: string): boolean {
  const match = /^(?:19|20)?(\d{6})[-+]?(\d{4})$/.exec(text);
  return match !== null && datePart(match[1] ?? '') && luhnHolds(`${match[1]}${match[2]}`);
}

function isBelgian(text: string): boolean {
  const digits = text.replace(/[.\- ]/g, '');
  if (!/^\d{11}$/.test(digits)) return false;
  const check = Number(digits.slice(9));
  return [digits.slice(0, 9), `2${digits.slice(0, 9)}`].some((number) => 97 - mod97(number) === check);
}

function isSwiss(text: string): boolean {
  const digits = text.replace(/\./g, '');
  if (!/^756\d{10}$/.test(digits)) return false;
  const sum = weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]);
  return (10 - (sum % 10)) % 10 === Number(digits[12]);
}

function isNhs(text: string): boolean {
  const digits = text.replace(/ /g, '');
  return /^\d{10}$/.test(digits) && (11 - mod11(digits, down(10, 2))) % 11 === Number(digits[9]);
}

const form = (pattern: RegExp) => (text: string) => pattern.test(text);

/** Numbers of persons by country, each with its checksum where it has one. */
export const nationalIdForms: readonly NationalIdForm[] = [
  {
    name: 'US social security number',
    distinct: true,
    test: form(/^(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/),
  },
  {
    name: 'UK national insurance number',
    distinct: true,
    test: form(/^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]$/i),
  },
  { name: 'UK NHS number', distinct: false, test: isNhs },
  { name: 'Spanish DNI or NIE', distinct: true, test: isSpanish },
  {
    name: 'Italian fiscal code',
    distinct: true,
    test: form(/^[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]$/i),
  },
  { name: 'French social security number', distinct: true, test: isFrench },
  { name: 'German tax number', distinct: false, test: isGermanTax },
  { name: 'Dutch BSN', distinct: false, test: isDutch },
  { name: 'Belgian national number', distinct: false, test: isBelgian },
  { name: 'Swiss AHV number', distinct: true, test: isSwiss },
  { name: 'Polish PESEL', distinct: false, test: isPolish },
  { name: 'Swedish personal number', distinct: true, test: isSwedish },
  {
    name: 'Danish CPR number',
    distinct: true,
    test: form(/^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}-\d{4}$/),
  },
  { name: 'Brazilian CPF', distinct: false, test: isCpf },
  { name: 'Brazilian CNPJ', distinct: false, test: isCnpj },
  { name: 'Mexican CURP', distinct: true, test: form(/^[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d$/) },
  {
    name: 'passport number',
    distinct: false,
    test: form(/^(?:[A-Z]{1,2}\d{6,8}|[CFGHJKLMNPRTVWXYZ\d]{9})$/),
  },
];
