import { expect, test } from 'vitest';
import { isCardNumber, isIban, luhnHolds } from './checksums.ts';
import { nationalIdForms } from './national-ids.ts';

test('Luhn', () => {
  expect(luhnHolds('79927398713')).toBe(true);
  expect(luhnHolds('79927398710')).toBe(false);
  expect(luhnHolds('')).toBe(false);
});

test.each([
  ['GB82 WEST 1234 5698 7654 32', true],
  ['DE89370400440532013000', true],
  ['FR14 2004 1010 0505 0001 3M02 606', true],
  ['NL91ABNA0417164300', true],
  ['NL91ABNA0417164301', false],
  ['DE8937040044053201300', false],
  ['XX89370400440532013000', false],
  ['hello', false],
])('IBAN %s is %s', (text, holds) => {
  expect(isIban(text)).toBe(holds);
});

test.each([
  ['4242 4242 4242 4242', true],
  ['5555555555554444', true],
  ['378282246310005', true],
  ['6011111111111117', true],
  ['4242424242424241', false],
  ['1234567890123452', false],
  ['4242', false],
])('card %s is %s', (text, holds) => {
  expect(isCardNumber(text)).toBe(holds);
});

test.each([
  ['US social security number', '536-90-4399', '000-12-3456'],
  ['UK national insurance number', 'AB123456C', 'DB123456C'],
  ['UK NHS number', '943 476 5919', '943 476 5918'],
  ['Spanish DNI or NIE', '12345678Z', '12345678A'],
  ['Spanish DNI or NIE', 'X1234567L', 'X1234567A'],
  ['Italian fiscal code', 'RSSMRA85T10A562S', 'RSSMRA85T10A562'],
  ['French social security number', '2 55 08 14 168 025 38', '2 55 08 14 168 025 39'],
  ['German tax number', '86095742719', '86095742718'],
  ['Dutch BSN', '111222333', '111222334'],
  ['Belgian national number', '93.05.18-223.61', '93.05.18-223.62'],
  ['Swiss AHV number', '756.9217.0769.85', '756.9217.0769.84'],
  ['Polish PESEL', '44051401359', '44051401358'],
  ['Swedish personal number', '811218-9876', '811218-9875'],
  ['Danish CPR number', '211062-5629', '411062-5629'],
  ['Brazilian CPF', '529.982.247-25', '529.982.247-24'],
  ['Brazilian CNPJ', '11.222.333/0001-81', '11.222.333/0001-80'],
])('%s', (name, right, wrong) => {
  const found = nationalIdForms.find((one) => one.name === name);
  expect(found?.test(right)).toBe(true);
  expect(found?.test(wrong)).toBe(false);
});
