import { expect, test } from 'vitest';
import { splitStatements } from './split-statements.ts';

test.each<[string, string, readonly string[]]>([
  ['plain ones', 'SELECT 1; SELECT 2', ['SELECT 1;', 'SELECT 2']],
  ['comments before and between', '-- a; b\n/* c; /* d; */ ; */\nSELECT 1;\n-- end;', ['SELECT 1;']],
  ['a comment inside', 'SELECT 1 -- ; \n + 2;', ['SELECT 1 -- ; \n + 2;']],
  ['quotes', `SELECT ';', 'it''s;', ";""", E'\\';';`, [`SELECT ';', 'it''s;', ";""", E'\\';';`]],
  ['a backslash in a plain string', "SELECT '\\'; SELECT 2;", ["SELECT '\\';", 'SELECT 2;']],
  ['dollar quotes', 'DO $$ a; $b$ $$; DO $ü1$ ; $$ ; $ü1$;', ['DO $$ a; $b$ $$;', 'DO $ü1$ ; $$ ; $ü1$;']],
  ['a dollar in a name', 'SELECT a$b$; SELECT $1;', ['SELECT a$b$;', 'SELECT $1;']],
  [
    'parentheses',
    'CREATE RULE r AS ON INSERT TO t DO (a; b); c;',
    ['CREATE RULE r AS ON INSERT TO t DO (a; b);', 'c;'],
  ],
  [
    'a routine with a body',
    'CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END; SELECT 3;',
    [
      'CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END;',
      'SELECT 3;',
    ],
  ],
  ['a transaction is no body', 'BEGIN; COMMIT;', ['BEGIN;', 'COMMIT;']],
  ['nothing', ' \n-- a', []],
])('%s', (_, sql, statements) => {
  expect(splitStatements(sql)).toEqual(statements);
});

test.each(['\\! rm', 'SELECT 1 \\g file', "SELECT ''; \\q", 'SELECT (\n\\i x)'])('%s is refused', (sql) => {
  expect(() => splitStatements(sql)).toThrow(expect.objectContaining({ code: 'data-unreadable' }));
});
