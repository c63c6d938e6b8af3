import { expect, test } from 'vitest';
import { findMails, recipients, subjectOf } from './mail-rows.ts';

const mail = (id: string, subject: string, to: readonly string[], service = 'api') => ({
  ...{ id, subject, to, service, from: 'shop@example.com', at: 0, size: 1 },
});
const mails = [
  mail('1', 'Your order 1042', ['lena@example.com']),
  mail('2', 'Grüße', ['omar@example.com', 'accounts@example.com'], 'worker'),
];

test.each([
  ['', ['1', '2']],
  ['  ', ['1', '2']],
  ['ORDER lena', ['1']],
  ['order omar', []],
  ['worker', ['2']],
  ['grüße', ['2']],
  ['accounts', ['2']],
])('search "%s"', (search, ids) => {
  expect(findMails(mails, search).map(({ id }) => id)).toEqual(ids);
});

test('one line for a subject and for recipients', () => {
  expect(subjectOf({ subject: '' })).toBe('(no subject)');
  expect(recipients({ to: ['a@x', 'b@x'] })).toBe('a@x, b@x');
  expect(recipients({ to: ['a@x', 'b@x', 'c@x'] })).toBe('a@x and 2 more');
});
