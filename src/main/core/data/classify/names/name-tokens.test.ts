import { expect, test } from 'vitest';
import { nameRuns, nameTokens } from './name-tokens.ts';

test.each([
  ['first_name', ['first', 'name']],
  ['firstName', ['first', 'name']],
  ['IBANNumber', ['iban', 'number']],
  ['Straße', ['strasse']],
  ['prénom', ['prenom']],
  ['address2', ['address', '2']],
  ['E-Mail', ['e', 'mail']],
  ['bıgınt', ['bıgınt']],
  ['', []],
])('%s', (name, tokens) => {
  expect(nameTokens(name)).toEqual(tokens);
});

test('runs come longest first', () => {
  expect(nameRuns(['e', 'mail', 'to']).map(({ text }) => text)).toEqual([
    'emailto',
    'mailto',
    'email',
    'mail',
    'to',
    'e',
  ]);
});
