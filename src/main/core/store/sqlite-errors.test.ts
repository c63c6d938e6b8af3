import { expect, test } from 'vitest';
import { fromSqlite } from './sqlite-errors.ts';

const thrown = (code: string): Error => Object.assign(new Error('details'), { code });

test.each([
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
  ['SQLITE_READONLY_DIRECTORY', 'home-readonly'],
  ['SQLITE_CANTOPEN', 'home-readonly'],
  ['SQLITE_PERM', 'home-readonly'],
  ['SQLITE_CORRUPT_INDEX', 'store-corrupt'],
  ['SQLITE_NOTADB', 'store-corrupt'],
  ['SQLITE_BUSY_SNAPSHOT', 'store-failed'],
  ['SQLITE_CONSTRAINT_UNIQUE', 'store-failed'],
])('%s becomes %s', (sqlite, code) => {
  expect(fromSqlite(thrown(sqlite), '/home/backlot.db')).toMatchObject({ code, details: { sqlite } });
});

test('what is not from SQLite passes unchanged', () => {
  const error = thrown('ENOENT');
  expect(fromSqlite(error, '/x')).toBe(error);
  expect(fromSqlite('text', '/x')).toBe('text');
});
