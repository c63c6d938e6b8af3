import { expect, test } from 'vitest';
import { literalText } from './literal-text.ts';
import { sqlTokens } from './sql-tokens.ts';

const told = (sql: string) => sqlTokens(sql).map((token) => [token.kind, literalText(sql, token)]);

test.each([
  [
    "a 'it''s' b",
    [
      ['word', 'a'],
      ['string', "it's"],
      ['word', 'b'],
    ],
  ],
  [String.raw`E'a\'b\\c\x41\n'`, [['escaped', "a'b\\cA\n"]]],
  [
    String.raw`'a\' x`,
    [
      ['string', 'a\\'],
      ['word', 'x'],
    ],
  ],
  [String.raw`U&'d\0061t\+000061'`, [['string', 'data']]],
  [
    "$$ it's $$ $_$a$$b$_$",
    [
      ['dollar', " it's "],
      ['dollar', 'a$$b'],
    ],
  ],
  [
    '"Order "" x".y',
    [
      ['quoted', 'Order " x'],
      ['sign', '.'],
      ['word', 'y'],
    ],
  ],
  [
    "-- it's\n1.5e3 /* a /* b */ ' */ $1",
    [
      ...[
        ['comment', "-- it's"],
        ['number', '1.5e3'],
        ['comment', "/* a /* b */ ' */"],
        ['sign', '$'],
        ['number', '1'],
      ],
    ],
  ],
  ['Wörter', [['word', 'Wörter']]],
  ["'no end", [['string', 'no en']]],
])('%s', (sql, expected) => {
  expect(told(sql)).toEqual(expected);
});

test('offsets are those of the whole text', () => {
  const sql = "select 'a', 'b'";
  expect(sqlTokens(sql, 11).map(({ start, end }) => sql.slice(start, end))).toEqual(["'b'"]);
});
