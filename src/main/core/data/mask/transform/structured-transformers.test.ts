import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeRule } from '../../rules/judge-rule.ts';
import { types } from '../testing/make-table.ts';
import { maskValues, rule } from '../testing/mask-text.ts';
import { parseHstore, writeHstore } from './parse-hstore.ts';
import { parseRange, writeRange } from './parse-range.ts';
import { parseRecord, writeRecord } from './parse-record.ts';

const seed = { seed: 20_261_130 };
const anyText = fc.string({ unit: fc.constantFrom(...'aZé0 ,"\\()[]{}=>\'\n'), maxLength: 12 });
const unfit = (given: ReturnType<typeof rule>, type: keyof typeof types, unique = false) =>
  judgeRule(given, { type: types[type], nullable: true, unique });
/** As COPY writes backslashes. */
const copied = (text: string): string => text.replaceAll('\\', '\\\\');

test('what is written is read again', () => {
  fc.assert(
    fc.property(fc.array(fc.option(anyText), { minLength: 2, maxLength: 5 }), (fields) => {
      expect(parseRecord(writeRecord(fields))).toEqual(fields);
    }),
    seed,
  );
  fc.assert(
    fc.property(fc.option(anyText), fc.option(anyText), (lower, upper) => {
      const range = { open: '[', lower, upper, close: ')' } as const;
      expect(parseRange(writeRange(range))).toEqual(range);
    }),
    seed,
  );
  fc.assert(
    fc.property(fc.array(fc.record({ key: anyText, value: fc.option(anyText) })), (pairs) => {
      expect(parseHstore(writeHstore(pairs))).toEqual(pairs);
    }),
    seed,
  );
});

test.each(['(', 'a', '("a)', '(a"b)', ''])('%s is no composite value', (text) => {
  expect(parseRecord(text)).toBeUndefined();
});

test('a composite is masked by field; NULL, what is kept and what needs quotes stays', () => {
  const fields = { street: 'redact', city: 'keep', floor: 'null' };
  const given = rule('composite', { fields });
  expect(maskValues(['("12, High St",Bad Homburg,3)', '(,"",)'], given, 'place')).toEqual([
    '(redacted,"Bad Homburg",)',
    '(,"",)',
  ]);
  const array = rule('array', { element: { mask: 'composite', fields } });
  expect(maskValues(['{"(\\\\"12, High St\\\\",Rome,3)",NULL}'], array, 'places')).toEqual([
    '{"(redacted,Rome,)",NULL}',
  ]);
});

test('a composite needs a rule for each field, that fits it', () => {
  expect(unfit(rule('composite', { fields: { street: 'redact' } }), 'place')).toBe(
    'its field city has no rule: name it in fields, or give rest',
  );
  expect(unfit(rule('composite', { fields: { stret: 'redact' }, rest: 'keep' }), 'place')).toBe(
    'public.place has no field stret',
  );
  expect(unfit(rule('composite', { fields: { floor: 'email' }, rest: 'keep' }), 'place')).toMatch(
    /^floor: it writes text/,
  );
  expect(unfit(rule('composite', { fields: {} }), 'text')).toMatch(/^it takes composite types/);
  expect(unfit(rule('composite', { fields: { floor: 'key' }, rest: 'redact' }), 'place', true)).toMatch(
    /must stay unique/,
  );
});

test('an hstore is masked by key and by pattern of the key; NULL stays, the rest has its rule', () => {
  const given = rule('hstore', {
    fields: { plan: 'keep' },
    keys: { mail$: 'email' },
    names: { '@': 'redact' },
    rest: 'redact',
  });
  const [masked = ''] = maskValues(
    ['"plan"=>"pro", "e-mail"=>"anna@web.de", "note"=>"a \\\\"b\\\\"", "x@y.z"=>NULL'],
    given,
    'hstore',
  );
  expect(masked).toMatch(
    /^"plan"=>"pro", "e-mail"=>"[a-z]{4}@[a-z]{3}\.[a-z]{2}\.example", "note"=>"redacted", "redacted"=>NULL$/,
  );
  expect(maskValues(['anything else'], given, 'hstore')).toEqual(['']);
  expect(unfit(rule('hstore'), 'hstore')).toBe('it needs fields, keys, names or rest');
  expect(unfit(rule('hstore', { rest: 'redact' }), 'json')).toMatch(/^it writes hstore/);
});

const day = (text: string): number => Date.parse(text) / 86_400_000;

test('ranges of dates and times move as a whole: order, length, bounds and emptiness stay', () => {
  const given = rule('range', { days: 10 });
  const [dates = '', open = '', none, ends] = maskValues(
    ['[2024-02-27,2024-03-05)', '(,2024-03-05]', 'empty', '(-infinity,infinity)'],
    given,
    'daterange',
  );
  const [, from = '', to = ''] = /^\[(.+),(.+)\)$/.exec(dates) ?? [];
  expect(day(to) - day(from)).toBe(7);
  expect(Math.abs(day(from) - day('2024-02-27'))).toBeGreaterThan(0);
  expect(Math.abs(day(from) - day('2024-02-27'))).toBeLessThanOrEqual(10);
  expect(open).toMatch(/^\(,2024-0[23]-\d\d\]$/);
  expect([none, ends]).toEqual(['empty', '(-infinity,infinity)']);
  expect(maskValues(['["2024-01-01 10:00:00+00","2024-01-01 12:30:00+00")'], given, 'tstzrange')[0]).toMatch(
    /^\["20\d\d-[01]\d-\d\d 10:00:00\+00","20\d\d-[01]\d-\d\d 12:30:00\+00"\)$/,
  );
});

test('ranges of numbers move within their type, in whole numbers', () => {
  const given = rule('range', { amount: 1000 });
  const bound = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  fc.assert(
    fc.property(bound, bound, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const [masked = ''] = maskValues([`[${low},${high})`], given, 'int4range');
      const [, from = '', to = ''] = /^\[(-?\d+),(-?\d+)\)$/.exec(masked) ?? [];
      expect(Number(to) - Number(from)).toBe(high - low);
      for (const one of [from, to]) expect(Number(one) | 0).toBe(Number(one));
    }),
    seed,
  );
  const [decimals = ''] = maskValues(['(-0.50,12.25]'], rule('range', { amount: 5 }), 'numrange');
  expect(decimals).toMatch(/^\(-?\d\.50,-?\d+\.[27]5\]$/);
});

test('a range says which option it misses, and what it does not take', () => {
  expect(unfit(rule('range'), 'int4range')).toBe('ranges of numbers need `amount`');
  expect(unfit(rule('range', { amount: 3, days: 3 }), 'int4range')).toMatch(/^`days` goes with dates/);
  expect(unfit(rule('range', { amount: 3 }), 'daterange')).toMatch(/^`amount` goes with numbers/);
  expect(unfit(rule('range'), 'text')).toMatch(/^it takes ranges/);
  expect(unfit(rule('range', { per: '*' }), 'daterange', true)).toBeUndefined();
});

test('bytes are exchanged for as many, one to one; a token of bytes is one way', () => {
  const bytes = fc.uint8Array({ maxLength: 40 });
  for (const given of [rule('key'), rule('token', { reversible: true })]) {
    expect(unfit(given, 'bytea', true)).toBeUndefined();
    fc.assert(
      fc.property(fc.uniqueArray(bytes, { selector: (one) => one.join(), maxLength: 60 }), (list) => {
        const values = list.map((one) => copied(`\\x${Buffer.from(one).toString('hex')}`));
        const masked = maskValues(values, given, 'bytea');
        expect(new Set(masked).size).toBe(list.length);
        expect(masked.map((one) => one.length)).toEqual(values.map((one) => one.length));
      }),
      { ...seed, numRuns: 60 },
    );
  }
  const all = Array.from({ length: 256 }, (_, byte) => copied(`\\x${byte.toString(16).padStart(2, '0')}`));
  expect([...maskValues(all, rule('key'), 'bytea')].toSorted()).toEqual(all);
  const [token] = maskValues([copied('\\xdeadbeef')], rule('token'), 'bytea');
  expect(token).toMatch(/^\\\\x[0-9a-f]{8}$/);
  expect(unfit(rule('token'), 'bytea', true)).toMatch(/must stay unique/);
});
