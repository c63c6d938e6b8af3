import { expect, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import { homeError } from './home-error.ts';

const failed = (code: string): Error => Object.assign(new Error(`${code}: failed`), { code });

test.each([
  ['EROFS', 'home-readonly'],
  ['EACCES', 'home-readonly'],
  ['EPERM', 'home-readonly'],
  ['SQLITE_READONLY', 'home-readonly'],
  ['SQLITE_CANTOPEN', 'home-readonly'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['SQLITE_FULL', 'disk-full'],
  ['ENOTDIR', 'home-invalid'],
  ['EEXIST', 'home-invalid'],
  ['ENAMETOOLONG', 'home-invalid'],
  ['EIO', 'home-invalid'],
])('%s means %s and says what to do', (errno, code) => {
  const error = homeError(failed(errno), '/data');
  expect(error).toMatchObject({ code, details: { home: '/data', errno } });
  expect(error.message).toContain('/data');
  expect(error.hint).toMatch(/BACKLOT_HOME/);
});

test('an error that is already explained stays as it is', () => {
  const own = new BacklotError('home-in-use', 'taken');
  expect(homeError(own, '/data')).toBe(own);
});
