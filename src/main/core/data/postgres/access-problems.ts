import { BacklotError } from '../../../../shared/errors.ts';
import type { InSnapshot, PostgresSource } from './source.ts';

/** Something of a database that the user can't read whole. */
export interface AccessProblem {
  readonly kind: 'table' | 'sequence' | 'large object';
  /** "public.customers"; the oid of a large object. */
  readonly name: string;
  /** In words: "no SELECT". */
  readonly problem: string;
}

const named = "n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'";

const problemsSql = `
SELECT kind, name, problem FROM (
  SELECT 'table' AS kind, format('%I.%I', n.nspname, c.relname) AS name, CASE
    WHEN NOT has_schema_privilege(n.oid, 'USAGE') THEN 'no USAGE on its schema'
    WHEN NOT has_table_privilege(c.oid, 'SELECT') THEN 'no SELECT'
    WHEN c.relrowsecurity AND NOT (c.relforcerowsecurity IS FALSE AND pg_has_role(c.relowner, 'USAGE'))
      AND NOT (SELECT rolsuper OR rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = current_user)
      THEN 'row security hides rows' END AS problem
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND ${named}
  UNION ALL
  SELECT 'sequence', format('%I.%I', n.nspname, c.relname), CASE
    WHEN NOT has_schema_privilege(n.oid, 'USAGE') THEN 'no USAGE on its schema'
    WHEN NOT has_sequence_privilege(c.oid, 'SELECT') THEN 'no SELECT' END
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND ${named}
  UNION ALL
  SELECT 'large object', m.oid::text, 'no SELECT' FROM pg_catalog.pg_largeobject_metadata m
  WHERE NOT pg_has_role(m.lomowner, 'USAGE') AND current_setting('lo_compat_privileges') = 'off'
    AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(m.lomacl) g WHERE g.privilege_type = 'SELECT'
      AND (g.grantee = 0 OR g.grantee <> 0 AND pg_has_role(g.grantee, 'USAGE')))
    AND NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
) p WHERE problem IS NOT NULL ORDER BY kind, name`;

const kinds = { table: 'table', sequence: 'sequence', 'large object': 'large object' } as const;

/** What the user may not read of a database, by name; nothing is read for it. */
export async function accessProblems(
  source: Pick<PostgresSource, 'query'>,
  signal: AbortSignal,
  options?: InSnapshot,
): Promise<readonly AccessProblem[]> {
  const rows = await source.query(problemsSql, signal, options);
  return rows.flatMap(({ kind, name, problem }): readonly AccessProblem[] =>
    name && problem && (kind === 'table' || kind === 'sequence' || kind === 'large object')
      ? [{ kind: kinds[kind], name, problem }]
      : [],
  );
}

const shown = 5;

/** @throws BacklotError `source-denied` that names what can't be read; all of it is in the details. */
export function refuseProblems(source: string, problems: readonly AccessProblem[]): void {
  if (problems.length === 0) return;
  const names = problems.slice(0, shown).map(({ kind, name, problem }) => `${kind} ${name} (${problem})`);
  const more = problems.length > shown ? `, and ${problems.length - shown} more` : '';
  throw new BacklotError(
    'source-denied',
    `The user can't read all of ${source}: ${names.join(', ')}${more}.`,
    {
      hint: 'Grant it SELECT on them and USAGE on their schemas (or pg_read_all_data and BYPASSRLS), then try again.',
      details: { source, problems },
    },
  );
}
