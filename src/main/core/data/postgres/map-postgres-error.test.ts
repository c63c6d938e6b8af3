import { expect, test } from 'vitest';
import { mapPostgresError } from './map-postgres-error.ts';

const failed = (stderr: string, exitCode = 1, program = 'psql') =>
  mapPostgresError({ source: 'staging / db', program, exitCode, stderr });

const socket = 'connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed';

test.each<[string, string, number, string, string]>([
  [
    'a wrong password',
    `psql: error: ${socket}: FATAL:  password authentication failed for user "shop"`,
    2,
    'source-denied',
    'refused the password',
  ],
  [
    'no password',
    `psql: error: connection to server at "db" (10.0.0.2), port 5432 failed: fe_sendauth: no password supplied`,
    2,
    'source-denied',
    'refused the password',
  ],
  [
    'peer',
    `psql: error: ${socket}: FATAL:  Peer authentication failed for user "shop"`,
    2,
    'source-denied',
    'does not let this user in',
  ],
  [
    'no entry',
    `psql: error: ${socket}: FATAL:  no pg_hba.conf entry for host "10.0.0.1"`,
    2,
    'source-denied',
    'does not let this user in',
  ],
  [
    'no database',
    `psql: error: ${socket}: FATAL:  database "x" does not exist`,
    2,
    'source-denied',
    'no database "x"',
  ],
  [
    'nobody there',
    `psql: error: ${socket}: No such file or directory\n\tIs the server running locally`,
    2,
    'source-unreachable',
    'Nothing answers',
  ],
  [
    'an unknown host',
    'psql: error: could not translate host name "db.example" to address: Name or service not known',
    2,
    'source-unreachable',
    'Nothing answers',
  ],
  [
    'version 12 words',
    'psql: error: could not connect to server: Connection refused',
    2,
    'source-unreachable',
    'Nothing answers',
  ],
  [
    'starting',
    `psql: error: ${socket}: FATAL:  the database system is starting up`,
    2,
    'source-unreachable',
    'starting or stopping',
  ],
  [
    'full',
    `psql: error: ${socket}: FATAL:  sorry, too many clients already`,
    2,
    'source-unreachable',
    'no connection left',
  ],
  [
    'a pool',
    'psql: error: connection to server at "db", port 6432 failed: FATAL:  unsupported startup parameter: options',
    2,
    'source-unsupported',
    'connection pool',
  ],
  [
    'a balancer',
    'ERROR:  22023: invalid snapshot identifier: "00000003-0000001B-1"',
    1,
    'source-unsupported',
    'one and the same server',
  ],
  [
    'an unreadable table',
    'ERROR:  42501: permission denied for table customers',
    1,
    'source-denied',
    'table customers',
  ],
  [
    'in German',
    'FEHLER:  42501: keine Berechtigung für Tabelle customers',
    1,
    'source-denied',
    'Tabelle customers',
  ],
  [
    'a time-out',
    'ERROR:  57014: canceling statement due to statement timeout',
    1,
    'source-failed',
    'statement timeout',
  ],
  [
    'a lock',
    'ERROR:  55P03: canceling statement due to lock timeout\nLOCATION:  x',
    1,
    'source-failed',
    'lock timeout',
  ],
  [
    'a standby',
    'ERROR:  40001: canceling statement due to conflict with recovery\nDETAIL:  canary',
    1,
    'source-failed',
    'conflict with recovery',
  ],
  [
    'the end of the server',
    'FATAL:  57P01: terminating connection due to administrator command\nserver closed the connection unexpectedly',
    2,
    'source-unreachable',
    'ended the session',
  ],
  [
    'the end of the server, as psql tells it between two statements',
    'FATAL:  57P01: terminating connection due to administrator command\nserver closed the connection unexpectedly\n\tThis probably means\npsql: error: connection to server was lost',
    2,
    'source-unreachable',
    'ended the session',
  ],
  [
    'a standby that is not read',
    `psql: error: ${socket}: FATAL:  the database system is not accepting connections\nDETAIL:  Hot standby mode is disabled.`,
    2,
    'source-unsupported',
    'a standby that nobody may read',
  ],
  [
    'a broken connection',
    'server closed the connection unexpectedly\n\tThis probably means',
    2,
    'source-unreachable',
    'connection was lost',
  ],
  ['a killed program', '', 137, 'source-unreachable', 'was ended'],
  ['no program', 'sh: 1: psql: not found', 127, 'source-unsupported', 'has no psql'],
  [
    'a value',
    'ERROR:  22P02: invalid input syntax for type integer: "canary"\nCONTEXT:  COPY people, line 3, column age: "canary"',
    3,
    'source-failed',
    'copying people, column age: SQLSTATE 22P02',
  ],
  [
    'a row',
    'ERROR:  23505: duplicate key value violates unique constraint "people_email_key"\nDETAIL:  Key (email)=(canary) already exists.',
    3,
    'source-failed',
    '"people_email_key"',
  ],
  ['a raised one', 'ERROR:  P0001: canary is not welcome', 3, 'source-failed', 'SQLSTATE P0001'],
  [
    'a syntax error',
    'ERROR:  42601: syntax error at or near "canary"\nLINE 1: canary',
    3,
    'source-failed',
    'SQLSTATE 42601',
  ],
  [
    'a full disk',
    'ERROR:  53100: could not extend file "base/1/2": No space left on device',
    3,
    'source-failed',
    'No space left',
  ],
  ['an unknown end', 'canary', 1, 'source-failed', 'exit code 1'],
])('%s', (_, stderr, exitCode, code, words) => {
  const error = failed(stderr, exitCode);
  expect(error).toMatchObject({ code, message: expect.stringContaining(words) });
  expect(error.hint).toBeTruthy();
  expect(JSON.stringify(error) + error.message).not.toContain('canary');
});

test('a dump tool that is too old names both versions', () => {
  const said = `pg_dump: error: server version: 17.2; pg_dump version: 15.14 (Debian 15.14-0+deb12u1)
pg_dump: error: aborting because of server version mismatch`;
  expect(failed(said, 1, 'pg_dump')).toMatchObject({
    code: 'source-unsupported',
    message: "pg_dump 15 can't dump staging / db, which is PostgreSQL 17.",
  });
});

test("a dump's own words of what it may not read", () => {
  const said =
    'pg_dump: error: query failed: ERROR:  permission denied for table customers\npg_dump: detail: Query was: LOCK TABLE';
  expect(failed(said, 1, 'pg_dump')).toMatchObject({
    code: 'source-denied',
    message: expect.stringContaining('table customers'),
  });
});
