import { expect, test } from 'vitest';
import { cronProblem } from './cron.ts';

test.each([
  '0 5 * * *',
  '*/15 * * * *',
  '5/15 8-18 * * mon-fri',
  '0 0 1,15 JAN,JUL *',
  '59 23 31 12 7',
  '0 0 29 2 *',
  '0 0 31 2 mon',
  '  0   5 * * 0 ',
])('%s holds', (text) => {
  expect(cronProblem(text)).toBeUndefined();
});

test.each([
  ['', 'A schedule has five fields: minute, hour, day of the month, month, weekday.'],
  ['0 5 * *', 'A schedule has five fields: minute, hour, day of the month, month, weekday.'],
  ['@daily', 'A schedule has five fields: minute, hour, day of the month, month, weekday.'],
  ['60 5 * * *', '"60" is not a valid minute: use 0 to 59, a range, a list, * or */n.'],
  ['0 24 * * *', '"24" is not a valid hour: use 0 to 23, a range, a list, * or */n.'],
  ['0 5 0 * *', '"0" is not a valid day of the month: use 1 to 31, a range, a list, * or */n.'],
  ['0 5 * foo *', '"foo" is not a valid month: use 1 to 12 or jan to dec, a range, a list, * or */n.'],
  ['0 5 * * 8', '"8" is not a valid weekday: use 0 to 7 or sun to sat, a range, a list, * or */n.'],
  ['5-1 * * * *', '"5-1" is not a valid minute: use 0 to 59, a range, a list, * or */n.'],
  ['*/0 * * * *', '"*/0" is not a valid minute: use 0 to 59, a range, a list, * or */n.'],
  ['1,,2 * * * *', '"" is not a valid minute: use 0 to 59, a range, a list, * or */n.'],
  ['0 0 31 2,4 *', 'This date never comes: no such day in that month.'],
])('%j: %s', (text, expected) => {
  expect(cronProblem(text)).toBe(expected);
});
