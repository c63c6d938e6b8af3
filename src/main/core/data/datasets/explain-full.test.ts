import { expect, test } from 'vitest';
import { BacklotError } from '../../../../shared/errors.ts';
import { explainFull } from './explain-full.ts';

const never = new AbortController().signal;
const explained = (error: unknown, free: number) =>
  explainFull(error, { pool: { space: async () => ({ size: 1e9, free }) }, host: 'box' }, never);
const failed = (message: string, details: object = {}) =>
  new BacklotError('bake-failed', message, { details: { ...details } });

test.each([
  ['the words of a program', failed('demo.sh: dd: error writing: No space left on device'), 5e8],
  ['the code of a server', failed('The database refused.', { sqlState: '53100' }), 5e8],
  [
    'the last lines of a container',
    failed('db exited.', { lastLines: ['PANIC: no space left on device'] }),
    5e8,
  ],
  ['what is left', failed('The database has ended the session.'), 1e6],
])('a full pool is known by %s', async (_, error, free) => {
  expect(await explained(error, free)).toMatchObject({
    code: 'disk-full',
    message: 'The disk that keeps the data on host box is full.',
    details: { lastLines: [error.message] },
  });
});

test('any other error stays as it is, and so does what is no error of ours', async () => {
  const error = failed('demo.sql line 3: syntax error');
  expect(await explained(error, 5e8)).toBe(error);
  const defect = new TypeError('no');
  expect(await explained(defect, 0)).toBe(defect);
});
