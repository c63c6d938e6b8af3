import { isIPv4, isIPv6 } from 'node:net';
import { expect, test } from 'vitest';
import { type TransformerName, transformerNames } from '../../../../../shared/model/masking.ts';
import { makeTable, type types } from '../testing/make-table.ts';
import { maskText, maskValues, rule } from '../testing/mask-text.ts';
import { transformerOptions } from '../transformer-options.ts';
import { ibanCheck, luhnDigit } from './number-id-transformers.ts';
import { readDate } from './plain-date.ts';

/** Values as COPY writes them, of the kind that breaks programs. */
const traps = [
  '',
  ' ',
  'Anna',
  'jörg@exämple.de',
  '@',
  'a@b@c',
  'no mail',
  '\\\\.',
  '\\\\N',
  '\\\\',
  'a\\tb\\nc\\rd\\be\\ff\\vg',
  '日本語テキスト',
  '👩‍👩‍👧 family',
  'e\u0301',
  '\u200f\u202e',
  'NaN',
  'infinity',
  '-infinity',
  '0044-03-15 BC',
  '00000',
  '-0',
  '9'.repeat(40),
  'x'.repeat(100_000),
  '{"a": [1, {"b": "c"}]}',
  '$2y$10$',
  "'; drop table users; --",
];

const needed: Partial<Readonly<Record<TransformerName, Readonly<Record<string, unknown>>>>> = {
  constant: { value: 'x' },
  template: { template: 'n{{id}}' },
  custom: { expression: "upper(value) + '!'" },
  bucket: { size: 10 },
  json: { rest: 'text' },
  composite: { fields: {}, rest: 'null' },
  hstore: { rest: 'redact' },
};
const typed: Partial<Readonly<Record<TransformerName, keyof typeof types>>> = {
  array: 'texts',
  tsvector: 'tsvector',
  binary: 'bytea',
  composite: 'place',
  hstore: 'hstore',
  range: 'daterange',
};
const forText = transformerNames.filter((name) => typed[name] === undefined);

test.each(forText)(
  '%s takes whatever a text column may hold, twice the same, and gives one field',
  (name) => {
    const given = rule(name, needed[name] ?? {});
    const masked = maskValues(traps, given);
    expect(masked).toHaveLength(traps.length);
    expect(masked).toEqual(maskValues(traps, given));
    for (const value of masked) {
      expect(value).not.toMatch(/[\t\r\n]/);
      // A backslash is followed by what COPY knows, and NULL is written by `null` alone.
      expect(value.replace(/\\[bfnrtv\\]/g, '')).not.toContain(name === 'null' ? ' ' : '\\');
    }
  },
);

test.each(forText)('%s leaves NULL alone', (name) => {
  expect(maskValues(['\\N'], rule(name, needed[name] ?? {}))).toEqual(['\\N']);
});

const isDeliverable = (address: string): boolean =>
  !/^[a-z0-9._+=-]+@([a-z0-9-]+\.)*(example|example\.(com|net|org))$/i.test(address);

test('an e-mail is valid, never deliverable, and keeps its form', () => {
  for (const options of [{}, { domain: 'keep' }, { domain: 'replace' }, { style: 'name' }]) {
    const inputs = [
      'anna@web.de',
      'A.B+c@Gmail.com',
      'jörg@exämple.de',
      'nothing',
      '@',
      'a@b@c',
      '.a@b',
      'a..b@c',
    ];
    for (const address of maskValues(inputs, rule('email', options)))
      expect(address).not.toSatisfy(isDeliverable);
  }
  expect(maskValues(['anna@web.de', 'bob@web.de'], rule('email'))).toEqual([
    expect.stringMatching(/^[a-z]{4}@[a-z]{3}\.[a-z]{2}\.example$/),
    expect.stringMatching(/^[a-z]{3}@[a-z]{3}\.[a-z]{2}\.example$/),
  ]);
});

test.each([
  ['+1 212 555 7788', /^\+1 [2-9]\d\d 555 01\d\d$/],
  ['(212) 555-1234', /^\([2-9]\d\d\) 555-01\d\d$/],
  ['+44 7911 123456', /^\+44 (7700 900|2079 460|1632 960)\d{3}$/],
  ['+33 6 12 34 56 78', /^\+33 (1 99 00|2 61 91|3 53 01|4 65 71|5 36 49|6 39 98) \d\d \d\d$/],
  ['0033612345678', /^0033\d{9}$/],
  ['+49 30 1234567', /^\+49 00 \d{7}$/],
  ['030/123 45 67', /^000\/\d{3} \d\d \d\d$/],
])('%s becomes a number of films, or none at all', (number, form) => {
  expect(maskValues([number], rule('phone'))[0]).toMatch(form);
});

test('a name keeps gender, language, case and form, and is never the same', () => {
  const [full, comma, title] = maskValues(
    ['ANNA SCHMIDT', 'Schmidt, Anna', 'Dr. Jürgen van der Berg'],
    rule('full-name'),
  );
  expect(full).toMatch(/^\p{Lu}+ \p{Lu}+$/u);
  expect(comma).toMatch(/^\p{L}+, \p{L}+$/u);
  expect(title).toMatch(/^Dr\. /);
  const given = maskValues(['Anna', 'Peter', 'Jürgen'], rule('given-name'));
  for (const name of ['Anna', 'Peter', 'Jürgen']) expect(given).not.toContain(name);
});

test('the parts of one address go together, and another row has another', () => {
  const table = makeTable({ id: 'int', street: 'text', zip: 'text', city: 'text', country: 'text' });
  const rules = {
    street: rule('street'),
    zip: rule('postal-code'),
    city: rule('city'),
    country: rule('country'),
  };
  const rows = Array.from(
    { length: 40 },
    (_, index) => `${index}\tHauptstr. ${index}\t1011${index}\tBerlin\tDE\n`,
  );
  const byCity = new Map<string, Set<string>>();
  for (const line of maskText(table, rules, rows.join('')).trimEnd().split('\n')) {
    const [, , zip = '', city = '', country = ''] = line.split('\t');
    expect(country).toMatch(/^[A-Z]{2}$/);
    byCity.set(city, (byCity.get(city) ?? new Set()).add(`${country} ${zip.slice(0, 2)}`));
  }
  expect(byCity.size).toBeGreaterThan(5);
  for (const places of byCity.values()) expect(places.size).toBe(1);
});

test('dates of one person keep their order and distance; bands and bounds hold', () => {
  const table = makeTable({ id: 'int', person: 'int', born: 'date', joined: 'date' });
  const shift = rule('date', { per: 'person', days: 400 });
  const masked = maskText(
    table,
    { born: shift, joined: shift },
    '1\t7\t1980-05-05\t2020-01-31\n2\t8\t1980-05-05\t2020-01-31\n',
  );
  const [first = [], second = []] = masked.split('\n').map((line) => line.split('\t'));
  const distance = (row: readonly string[]) => Date.parse(row[3] ?? '') - Date.parse(row[2] ?? '');
  expect(distance(first)).toBe(Date.parse('2020-01-31') - Date.parse('1980-05-05'));
  expect(distance(second)).toBe(distance(first));
  expect(first[2]).not.toBe(second[2]);
  const banded = maskValues(
    ['1980-01-01', '1984-12-31', '1982-06-06'],
    rule('date', { band: 5, days: 3000 }),
    'date',
  );
  for (const date of banded) expect(date).toMatch(/^198[0-4]-/);
  expect(maskValues(['2024-02-29'], rule('date', { min: '2024-02-29', max: '2024-02-29' }), 'date')).toEqual([
    '2024-02-29',
  ]);
  for (const date of maskValues(['0044-03-15 BC', '0001-01-01', '5874897-12-01'], rule('date'), 'date'))
    expect(readDate(date)).toBeDefined();
  expect(maskValues(['infinity', '-infinity'], rule('date'), 'date')).toEqual(['infinity', '-infinity']);
});

test('numbers stay of their type', () => {
  expect(maskValues(['NaN', 'Infinity'], rule('number'), 'float')).toEqual(['NaN', 'Infinity']);
  for (const value of maskValues(['99999999.99', '0.01', '-5.00'], rule('number'), 'numeric'))
    expect(value).toMatch(/^-?\d{1,8}\.\d\d$/);
  for (const value of maskValues(['2147483647', '-2147483647', '0'], rule('number', { noise: 9 }), 'int'))
    expect(Math.abs(Number(value))).toBeLessThanOrEqual(2_147_483_647);
  expect(maskValues(['17', '-3', '0'], rule('bucket', { size: 10 }), 'int')).toEqual(['10', '-10', '0']);
});

test('cards and IBANs have valid check digits in ranges for tests', () => {
  const [card = ''] = maskValues(['4242 4242 4242 4243'], rule('card'));
  const digits = card.replaceAll(' ', '');
  expect(card).toMatch(/^4111 11\d\d \d{4} \d{4}$/);
  expect(luhnDigit(digits.slice(0, -1))).toBe(digits.at(-1));
  expect(luhnDigit('424242424242424')).toBe('2');
  expect(ibanCheck('DE', '370400440532013000')).toBe('89');
  const [iban = ''] = maskValues(['DE89 3704 0044 0532 0130 00'], rule('iban'));
  expect(iban).toMatch(/^DE\d\d 0000 0000 \d{4} \d{4} \d\d$/);
  expect(ibanCheck('DE', iban.replaceAll(' ', '').slice(4))).toBe(iban.slice(2, 4));
});

test('addresses of the network are private or of the documentation', () => {
  const masked = maskValues(['8.8.8.8', '2a00:1450::1', '8.8.0.0/16'], rule('ip'), 'inet');
  expect(isIPv4(masked[0] ?? '') && masked[0]?.startsWith('10.')).toBe(true);
  expect(isIPv6(masked[1] ?? '') && masked[1]?.startsWith('2001:db8:')).toBe(true);
  expect(masked[2]).toMatch(/^10\.\d+\.0\.0\/16$/);
  const [url = ''] = maskValues(['https://me:pw@www.shop.de:8443/a?mail=anna@web.de'], rule('url'));
  expect(url).toMatch(/^https:\/\/[a-z.]+\.example:8443\/[a-z]\?mail=[a-z]{4}@[a-z]{3}\.[a-z]{2}$/);
});

test('JSON keeps every byte that has no rule', () => {
  const input =
    '{"email": "a@b.de",  "n": [1, {"name":"Anna"}], "k@x.de": 3.50, "t": "\\\\u00e9", "z": null}';
  const given = rule('json', {
    keys: { '^email$': 'email' },
    paths: { 'n[*].name': 'redact' },
    names: { '@': 'email' },
  });
  const [masked = ''] = maskValues([input], given, 'json');
  const pattern =
    /^\{"email": "[a-z]@[a-z]\.[a-z]{2}\.example", {2}"n": \[1, \{"name":"redacted"\}\], "[^"]+\.example": 3\.50, (.*)$/;
  expect(masked).toMatch(pattern);
  expect(pattern.exec(masked)?.[1]).toBe('"t": "\\\\u00e9", "z": null}');
  expect(maskValues(['not json'], given)).toEqual(['null']);
});

test('arrays element by element, with NULLs, quotes, depth and bounds', () => {
  const [masked] = maskValues(
    ['[0:1]={{a,NULL},{"",""b"}}'.replace('""b"', '"b c"')],
    rule('array', { element: { mask: 'constant', value: 'x,y' } }),
    'texts',
  );
  expect(masked).toBe('[0:1]={{"x,y",NULL},{"x,y","x,y"}}');
});

test('binary values become an image of their kind, or zeros', () => {
  const [png, zeros] = maskValues(['\\\\x89504e470d0a1a0aff', '\\\\xdeadbeef'], rule('binary'), 'bytea');
  expect(png).toMatch(/^\\\\x89504e470d0a1a0a.*49454e44ae426082$/);
  expect(zeros).toBe('\\\\x00000000');
});

test('a template sees the other columns as they leave', () => {
  const table = makeTable({ id: 'int', email: 'text', label: 'text' });
  const masked = maskText(
    table,
    { email: rule('email'), label: rule('template', { template: '{{id}}/{{email}}' }) },
    '1\tanna@web.de\tx\n',
  );
  const [id, email, label] = masked.trimEnd().split('\t');
  expect(label).toBe(`${id}/${email}`);
});

test('`when` leaves other rows alone', () => {
  const table = makeTable({ id: 'int', role: 'text', name: 'text' });
  const rules = { name: rule('redact', { when: { role: { not: ['admin', 'staff'] } } }) };
  expect(maskText(table, rules, '1\tadmin\tAnna\n2\tuser\tAnna\n3\t\\N\tAnna\n')).toBe(
    '1\tadmin\tAnna\n2\tuser\tredacted\n3\t\\N\tredacted\n',
  );
});

test('every transformer has its options', () => {
  for (const name of transformerNames)
    expect(transformerOptions[name].safeParse({ nonsense: 1 }).success).toBe(false);
});
