import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MaskingRule } from '../../../../shared/model/masking.ts';
import { isOurFiction } from './is-our-fiction.ts';
import { maskValues, rule } from './testing/mask-text.ts';

const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const phone = fc.oneof(
  digits(9).map((rest) => `+1 ${rest}0`),
  digits(10).map((rest) => `+44 ${rest}`),
  digits(9).map((rest) => `0033${rest}`),
  digits(10).map((rest) => `0049 ${rest}`),
  digits(7).map((rest) => `030 ${rest}`),
  fc.tuple(digits(2), digits(7)).map(([a, b]) => `2${a}-${b.slice(0, 3)}-${b.slice(3)}`),
);
const card = fc.tuple(fc.constantFrom('4', '51', '37', '6011'), digits(11)).map((parts) => parts.join(''));

const outcomes: readonly (readonly [MaskingRule, fc.Arbitrary<string>])[] = [
  [rule('phone'), phone],
  [rule('phone', { style: 'unassigned' }), phone],
  [rule('phone', { country: 'GB' }), phone],
  [rule('card'), card],
  [rule('ip'), fc.oneof(fc.ipV4(), fc.ipV6())],
  [rule('email'), fc.emailAddress()],
  [rule('email', { domain: 'keep' }), fc.emailAddress()],
  [rule('email', { style: 'name' }), fc.emailAddress()],
  [rule('iban'), digits(18).map((rest) => `DE44${rest}`)],
  [rule('redact'), fc.constant('anything')],
  [rule('password'), fc.constantFrom('clear', '5f4dcc3b5aa765d61d8327deb882cf99')],
  [rule('url'), fc.webUrl()],
];

test.each(outcomes)('what is made up is known again: %o', (given, values) => {
  fc.assert(
    fc.property(values, (value) => {
      const [made = ''] = maskValues([value], given);
      expect(isOurFiction(made), made).toBe(true);
    }),
    { seed: 20_261_130, numRuns: 100 },
  );
});

test.each([
  '+49 30 12345678',
  '(415) 555-2671',
  '07911 123456',
  'ada@example.com',
  'anna.schmidt@web.de',
  '4532015112830366',
  '192.168.1.20',
  '8.8.8.8',
  'DE89370400440532013000',
  'Ottoline Quigg',
  'https://shop.example.com/a',
  '2024-03-01 10:00:00',
  '100.20.30.40',
])('what may be somebody\u2019s is not: %s', (value) => {
  expect(isOurFiction(value)).toBe(false);
});
