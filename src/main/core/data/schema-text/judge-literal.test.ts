import { expect, test } from 'vitest';
import { judgeNumber, judgeText, type KnownWords } from './judge-literal.ts';

const known: KnownWords = { words: new Set(['grommet', 'widget2']), texts: new Set(['Zaphodic label']) };

test.each([
  ...['', 'active', 'PG-13', 'en_US', 'orderStatus', 'Europe/Amsterdam'.slice(0, 6), '{}', '[]', '#ff8800'],
  ...[
    'YYYY-MM-DD HH24:MI',
    'FM999990.00',
    '^[A-Z]{3}-[0-9]{3}$',
    '%_@_%',
    'sha256',
    'utf8',
    'application/json',
  ],
  ...['Minimum monthly purchases parameter must be > 0', 'grommets', 'widget2', 'Zaphodic label', '1 day'],
  ...['2022-02-01 00:00:00+00', '00000000-0000-4000-8000-000000000001', 'nobody@shop.example', '0.0.0.0'],
  ...['Will be deleted: %', 'S-', 'Every order needs a customer', 'Mark as read'],
])('harmless: %s', (text) => {
  expect(judgeText(text, known)).toBeUndefined();
});

test.each([
  ['boss@corp.com', 'an e-mail address'],
  ['call +49 171 5550123 now', 'a phone number'],
  ['4929 1234 5678 9018', undefined],
  ['GB29 NWBK 6016 1331 9268 19', 'an IBAN'],
  ['sk_live_abcdefghijklmno', 'a secret'],
  ['Ottoline', 'words that nothing explains'],
  ['Ada Lovelace', 'a name of a person'],
  ['ask Bob about it', 'a name of a person'],
  ['Alice', 'a name of a person'],
  ['zqxcanary', 'words that nothing explains'],
  ['CanaryDefaultZq7', 'words that nothing explains'],
  ['x7k9q2m4', 'words that nothing explains'],
  ['Musterstraße 5', 'words that nothing explains'],
  ['customer 481516234', 'a long number'],
])('asked about: %s', (text, why) => {
  if (why !== undefined) expect(judgeText(text, known)).toBe(why);
  else expect(judgeText(text, known)).toBeDefined();
});

test('numbers are asked about when they are long and neither round nor a border', () => {
  const told = [
    '1',
    '99999999',
    '1000000000',
    '2147483647',
    '9223372036854775807',
    '4929123456789012',
    '481516234',
  ];
  expect(told.map((text) => judgeNumber(text) !== undefined)).toEqual([
    false,
    false,
    false,
    false,
    false,
    true,
    true,
  ]);
});
