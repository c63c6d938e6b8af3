import { expect, test } from 'vitest';
import { databaseOf, isPostgres, psqlError } from './bake-database.ts';
import { readHashes } from './check-database.ts';

test.each([
  [
    'psql:<stdin>:3: ERROR:  23502: null value in column "name" of relation "products" violates not-null constraint\nDETAIL:  Failing row contains (Ada).\nLOCATION:  ExecConstraints, execMain.c:1886',
    { line: 3, message: 'null value in column "name" of relation "products" violates not-null constraint' },
  ],
  [
    'psql:<stdin>:12: ERROR:  22P02: invalid input syntax for type integer: "Ada"\nLINE 1: select \'Ada\'::int',
    { line: 12, message: 'invalid input syntax for type integer' },
  ],
  ['psql:<stdin>:1: ERROR:  42601: syntax error at or near "Ada"', { line: 1, message: 'syntax error' }],
  [
    'psql:<stdin>:7: ERROR:  P0001: no stock for Ada',
    { line: 7, message: 'an error raised by the database (SQLSTATE P0001)' },
  ],
  [
    'psql:<stdin>:2: ERROR:  42P01: relation "nothing" does not exist',
    { line: 2, message: 'relation "nothing" does not exist' },
  ],
  [
    'pg_restore: error: could not execute query: ERROR:  relation "a" already exists\nCommand was: CREATE TABLE a',
    { line: undefined, message: 'relation "a" already exists' },
  ],
  ['psql: error: connection failed', { line: undefined, message: 'connection failed' }],
])('%s', (stderr, expected) => {
  expect(psqlError(stderr)).toEqual(expected);
  expect(JSON.stringify(psqlError(stderr))).not.toContain('Ada');
});

test('who and what a server was made with', () => {
  const service = { environment: { POSTGRES_USER: 'shop' } };
  expect(isPostgres({ PGDATA: '/data' }, {})).toBe(true);
  expect(isPostgres({}, service)).toBe(false);
  expect(databaseOf({}, service)).toEqual({ user: 'shop', database: 'shop' });
  expect(databaseOf({ POSTGRES_DB: 'x' }, {})).toEqual({ user: 'postgres', database: 'x' });
});

test('tables are counted and hashed in one session; what does not add up is refused', () => {
  const hash = 'a'.repeat(64);
  expect(readHashes(['t'], `COPY 3\n${hash}  -\n`)).toEqual([{ name: 't', rows: 3, hash }]);
  expect(() => readHashes(['t'], 'COPY 3\nsh: sha256sum: not found\n')).toThrow(/could not be counted/);
});
