import type { ColumnClass } from '../../../../shared/model/masking.ts';
import { type Classification, classified, nameSays } from './classification.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { NameHint } from './names/name-hint.ts';
import { isCardNumber } from './values/checksums.ts';

const ofNumbers: readonly ColumnClass[] = [
  'phone',
  'national-id',
  'card',
  'iban',
  'postal-code',
  'birth-date',
  'coordinates',
  'money',
  'secret',
  'password-hash',
];

const share = (values: readonly string[], test: (text: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(test).length / values.length;

/** Small numbers can't be a phone, an account or a card: "phone" as a count, "account" as a kind. */
const tooSmall: Readonly<Partial<Record<ColumnClass, number>>> = { phone: 6, iban: 5, 'national-id': 5 };

const inRange = (text: string): boolean => Math.abs(Number(text)) <= 180;

/** Classifies a column of numbers: plain, unless its name or check digits say otherwise. */
export function classifyNumber(facts: ColumnFacts, hint: NameHint | undefined): Classification {
  const { samples } = facts;
  const cards = share(samples, isCardNumber);
  if (samples.length > 4 && cards > 0.8) {
    return classified(
      'card',
      0.95,
      `${Math.round(cards * samples.length)} of ${samples.length} values have the form of a card number`,
    );
  }
  if (!hint || !ofNumbers.includes(hint.class) || hint.digest) return classified('plain', 0.9, 'a number');
  if (hint.strength === 'weak' && hint.class !== 'money') {
    const located =
      hint.class === 'coordinates' && facts.type.category !== 'integer' && share(samples, inRange) > 0.99;
    return located
      ? classified('coordinates', 0.7, nameSays('coordinates'))
      : classified('plain', 0.8, 'a number');
  }
  const least = tooSmall[hint.class];
  if (
    least !== undefined &&
    samples.length > 4 &&
    share(samples, (text) => text.replace(/\D/g, '').length < least) > 0.9
  ) {
    return classified('plain', 0.8, 'numbers too small for what the name says');
  }
  return classified(hint.class, samples.length === 0 ? 0.8 : 0.9, nameSays(hint.class));
}
