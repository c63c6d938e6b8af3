import type { InSnapshot, PostgresSource, Row } from './source.ts';
import { sqlLiteral, sqlName } from './sql-text.ts';

/** Roles that own something of the database or have a right on it; an attribute as "t" or "f". */
const rolesSql = `
SELECT r.rolname AS name, r.rolcanlogin AS login, r.rolinherit AS inherit, r.rolbypassrls AS bypass,
  (SELECT string_agg(quote_ident(g.rolname), ', ' ORDER BY g.rolname)
    FROM pg_catalog.pg_auth_members m JOIN used ON used.oid = m.roleid JOIN pg_catalog.pg_roles g ON g.oid = m.roleid
    WHERE m.member = r.oid AND g.rolname NOT LIKE 'pg\\_%') AS groups
FROM pg_catalog.pg_roles r JOIN used ON used.oid = r.oid WHERE r.rolname NOT LIKE 'pg\\_%'
ORDER BY r.rolname`;

const usedRoles = `
WITH used AS (
  SELECT d.refobjid AS oid FROM pg_catalog.pg_shdepend d
    WHERE d.refclassid = 'pg_catalog.pg_authid'::regclass
      AND d.dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
  -- The first superuser is not written down there.
  UNION SELECT nspowner FROM pg_catalog.pg_namespace
  UNION SELECT relowner FROM pg_catalog.pg_class
  UNION SELECT proowner FROM pg_catalog.pg_proc
  UNION SELECT typowner FROM pg_catalog.pg_type
  UNION SELECT lomowner FROM pg_catalog.pg_largeobject_metadata
)`;

/**
 * SQL that makes the roles which a dump's owners and grants name, where they are not there yet: without a
 * password, and never as superusers. A dump of a database leaves them out, since they belong to the server.
 */
export async function dumpRoles(
  source: Pick<PostgresSource, 'query'>,
  signal: AbortSignal,
  options?: InSnapshot,
): Promise<string> {
  return makeRoles(await source.query(usedRoles + rolesSql, signal, options));
}

export function makeRoles(roles: readonly Row[]): string {
  const made = roles.flatMap(({ name, login, inherit, bypass }) => {
    if (name === null || name === undefined) return [];
    const attributes = [
      login === 't' ? 'LOGIN' : 'NOLOGIN',
      inherit === 't' ? 'INHERIT' : 'NOINHERIT',
      ...(bypass === 't' ? ['BYPASSRLS'] : []),
    ];
    const make = `BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ${sqlLiteral(name)}) THEN
    CREATE ROLE ${sqlName(name)} ${attributes.join(' ')};
  END IF;
END`;
    return [`DO ${sqlLiteral(make)};`];
  });
  const joined = roles.flatMap(({ name, groups }) =>
    name && groups ? [`GRANT ${groups} TO ${sqlName(name)};`] : [],
  );
  return [...made, ...joined].join('\n');
}
