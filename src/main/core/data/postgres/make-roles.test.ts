import { expect, test } from 'vitest';
import { makeRoles } from './make-roles.ts';
import { splitStatements } from './split-statements.ts';

test('roles are made where they are missing, then put into their groups', () => {
  const sql = makeRoles([
    { name: 'o\'b"r', login: 't', inherit: 'f', bypass: 't', groups: 'reader' },
    { name: 'reader', login: 'f', inherit: 't', bypass: 'f', groups: null },
  ]);
  const statements = splitStatements(sql);
  expect(statements).toHaveLength(3);
  expect(statements[0]).toContain('CREATE ROLE "o\'\'b""r" LOGIN NOINHERIT BYPASSRLS;');
  expect(statements[0]).toContain("rolname = ''o''''b\"r''");
  expect(statements[1]).toContain('CREATE ROLE "reader" NOLOGIN INHERIT;');
  expect(statements[2]).toBe('GRANT reader TO "o\'b""r";');
});
