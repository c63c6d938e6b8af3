import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCsv } from './parse-csv.ts';

/** As the server writes it with FORCE_QUOTE. */
const csv = (rows: readonly (readonly (string | null)[])[]): string =>
  rows
    .map((row) => `${row.map((one) => (one === null ? '' : `"${one.replaceAll('"', '""')}"`)).join(',')}\n`)
    .join('');

test('any value comes back, a null as null and an empty text as empty', () => {
  const value = fc.option(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '\\.', '\n', '"', ',')),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { maxLength: 4 }), (rows) => {
      expect(parseCsv(`a,b\n${csv(rows)}`)).toEqual(rows.map(([a, b]) => ({ a, b })));
    }),
    { numRuns: 50 },
  );
});

test('one column of nulls, names with commas, and nothing at all', () => {
  expect(parseCsv('"a, b"\n\n"x"\n')).toEqual([{ 'a, b': null }, { 'a, b': 'x' }]);
  expect(parseCsv('a\n')).toEqual([]);
  expect(parseCsv('')).toEqual([]);
});
