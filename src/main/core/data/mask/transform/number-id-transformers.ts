import { z } from 'zod';
import { TextPermutation } from '../crypto/permute-text.ts';
import { TagStream } from '../crypto/tag-stream.ts';
import { fieldText } from '../read-field.ts';
import { categoryProblem, cutText } from './column-fit.ts';
import { common } from './common-options.ts';
import { makeKeyTransform } from './key-transformers.ts';
import { defineTransformer } from './transformer.ts';

/** A number of a state: its letters and digits exchanged, or, made-up, one that no office gives out. */
export const nationalId = defineTransformer(
  z.strictObject({
    ...common,
    style: z.enum(['form', 'invalid']).optional().meta({
      description: 'form: exchanged, unique, could be somebody\u2019s; invalid: begins with 000',
    }),
  }),
  ({ style = 'form' }, column) => ({
    injective: style === 'form',
    leaks: ['frequency', 'equality', 'length', 'format'],
    problem: categoryProblem(column, [
      'text',
      ...(style === 'form' ? (['integer', 'numeric'] as const) : []),
    ]),
    make: (context) => {
      const permuted = makeKeyTransform(context, 'national-id', 'national-id');
      if (style === 'form') return permuted;
      const text = new TextPermutation(context.tag('national-id text', 'national-id'));
      return (bytes, start, end, out) => {
        const scratch = Buffer.from(bytes.subarray(start, end));
        text.permute(scratch, 0, scratch.length);
        let zeros = 3;
        out.text(scratch.toString().replace(/\d/g, (digit) => (zeros-- > 0 ? '0' : digit)));
      };
    },
  }),
);

/** The digit that makes a card's number right (ISO/IEC 7812-1, Luhn). */
export function luhnDigit(digits: string): string {
  let sum = 0;
  for (let at = digits.length - 1, double = true; at >= 0; at -= 1, double = !double) {
    const digit = digits.charCodeAt(at) - 48;
    sum += double ? (digit > 4 ? 2 * digit - 9 : 2 * digit) : digit;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Beginnings that payment providers give to test cards, by the first digits of the brand. */
const testCards: readonly (readonly [RegExp, string])[] = [
  [/^3[47]/, '378282'],
  [/^3/, '305693'],
  [/^(5[1-5]|2[2-7])/, '555555'],
  [/^6/, '601111'],
];

/** A card of the same brand and form with a valid check digit, in a range of test cards. */
export const card = defineTransformer(z.strictObject(common), (_options, column) => ({
  injective: false,
  leaks: ['frequency', 'equality', 'length', 'format'],
  problem: categoryProblem(column, ['text', 'integer', 'numeric']),
  make: (context) => {
    const keyed = context.tag('card', 'card');
    const stream = new TagStream();
    return (bytes, start, end, out) => {
      const text = fieldText(bytes, start, end);
      const digits = text.replace(/\D/g, '');
      const buffer = Buffer.from(digits);
      stream.seed(keyed.of(buffer, 0, buffer.length));
      const prefix = testCards.find(([brand]) => brand.test(digits))?.[1] ?? '411111';
      const length = Math.max(digits.length - 1 - prefix.length, 0);
      const body = (prefix + Array.from({ length }, () => stream.below(10)).join('')).slice(
        0,
        Math.max(digits.length - 1, 0),
      );
      const made = body + luhnDigit(body);
      let next = 0;
      out.text(text.replace(/\d|\p{L}/gu, (each) => (/\d/.test(each) ? made.charAt(next++) : 'x')));
    };
  },
}));

/** The two check digits of an IBAN (ISO 13616: mod 97 of the number with its country behind it). */
export function ibanCheck(country: string, account: string): string {
  let rest = 0;
  for (const character of `${account}${country}00`) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return String(98 - rest).padStart(2, '0');
}

/** Characters that name the bank, by country; 4 for others. */
const bankLengths: Readonly<Record<string, number>> = {
  DE: 8,
  GB: 10,
  FR: 10,
  ES: 8,
  IT: 11,
  NL: 4,
  PL: 8,
  SE: 3,
  AT: 5,
  CH: 5,
  BE: 3,
};
const ibanForm = /^([A-Za-z]{2})(\d{2})([A-Za-z0-9]{8,30})$/;

/** An IBAN of the same country and form with valid check digits; its bank is one that is not. */
export const iban = defineTransformer(
  z.strictObject({
    ...common,
    bank: z.enum(['none', 'form']).optional().meta({
      description: 'none: a bank of zeros; form: exchanged as well, unique, could be an account',
    }),
  }),
  ({ bank = 'none' }, column) => ({
    injective: bank === 'form',
    leaks: ['frequency', 'equality', 'length', 'format'],
    problem: categoryProblem(column, ['text']),
    make: (context) => {
      const permutation = new TextPermutation(context.tag('iban', 'iban'));
      const other = makeKeyTransform(context, 'iban other', 'iban');
      const { maxLength } = column.type;
      return (bytes, start, end, out, row) => {
        const text = fieldText(bytes, start, end);
        const match = ibanForm.exec(text.replaceAll(' ', ''));
        if (match === null || (bank === 'form' && match[2] !== ibanCheck(match[1] ?? '', match[3] ?? ''))) {
          other(bytes, start, end, out, row);
          return;
        }
        const [, country = '', , account = ''] = match;
        const scratch = Buffer.from(account);
        permutation.permute(scratch, 0, scratch.length);
        let body = scratch.toString();
        if (bank === 'none') {
          const length = bankLengths[country.toUpperCase()] ?? 4;
          body = body.slice(0, length).replace(/\d/g, '0').replace(/[a-z]/gi, 'X') + body.slice(length);
        }
        const made = country + ibanCheck(country.toUpperCase(), body.toUpperCase()) + body;
        let next = 0;
        out.text(
          cutText(
            text.replace(/[^ ]/g, () => made.charAt(next++)),
            maxLength,
          ),
        );
      };
    },
  }),
);
