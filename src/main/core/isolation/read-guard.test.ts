import { expect, test } from 'vitest';
import { findMail } from './read-guard.ts';

const mails = ['203', '112', '111'].map((id) => ({
  id,
  at: Number(id),
  service: 'web',
  from: '',
  to: [],
  subject: '',
  size: 1,
}));

test('a mail by its id, the start of it, or the last', () => {
  expect(findMail(mails, '111').id).toBe('111');
  expect(findMail(mails, '2').id).toBe('203');
  expect(findMail(mails, 'last').id).toBe('203');
  expect(() => findMail(mails, '11')).toThrow('2 mails begin with "11".');
  expect(() => findMail([], 'last')).toThrow('There is no mail "last".');
});
