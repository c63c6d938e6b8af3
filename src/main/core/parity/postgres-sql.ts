const userSchemas = `n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'`;
const ofExtension = (catalog: string, oid: string): string =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;

/** Databases of a server that are not templates. */
export const databasesSql = `SELECT datname AS name, pg_get_userbyid(datdba) AS owner FROM pg_database
  WHERE datallowconn AND NOT datistemplate ORDER BY datname`;

/**
 * The server's version and its settings that are not as they come, each as aspect, key, value. Those that
 * only say where files lie, and what this session sets for itself, are left out.
 */
export const serverSql = `SELECT 'engine' AS aspect, 'PostgreSQL' AS key, current_setting('server_version') AS value
UNION ALL SELECT 'setting', name, reset_val || COALESCE(' ' || unit, '') FROM pg_settings
  WHERE reset_val IS DISTINCT FROM boot_val AND context <> 'internal'
    AND source NOT IN ('client', 'session', 'override')
    AND name NOT IN ('application_name', 'client_encoding', 'statement_timeout', 'lock_timeout',
      'idle_in_transaction_session_timeout', 'default_transaction_read_only', 'search_path', 'external_pid_file')
    AND name !~ '_(file|directory|directories)$'
ORDER BY 1, 2`;

/** What one database is: its collation, extensions, and every object that somebody made in it. */
export const databaseSql = `WITH n AS (SELECT oid, nspname FROM pg_namespace n WHERE ${userSchemas}),
rel AS (SELECT c.*, n.nspname, format('%I.%I', n.nspname, c.relname) AS named FROM pg_class c
  JOIN n ON n.oid = c.relnamespace WHERE ${ofExtension('pg_class', 'c.oid')})
SELECT 'collation' AS aspect, k AS key, v AS value FROM pg_database d, LATERAL (VALUES
    ('encoding', pg_encoding_to_char(d.encoding)), ('collate', d.datcollate), ('ctype', d.datctype)) AS x(k, v)
  WHERE d.datname = current_database()
UNION ALL SELECT 'extension', extname, extversion FROM pg_extension WHERE extname <> 'plpgsql'
UNION ALL SELECT 'schema', named, CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table '
    || pg_get_partkeydef(oid) WHEN 'v' THEN 'view ' || md5(pg_get_viewdef(oid)) WHEN 'm' THEN
    'materialized view ' || md5(pg_get_viewdef(oid)) WHEN 'f' THEN 'foreign table' WHEN 'S' THEN 'sequence' END
    || CASE WHEN relispartition THEN ', partition ' || pg_get_expr(relpartbound, oid) ELSE '' END
    || CASE WHEN relrowsecurity THEN ', row security' ELSE '' END
  FROM rel WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
UNION ALL SELECT 'schema', format('%s.%I', named, attname), concat_ws(' ', format_type(atttypid, atttypmod),
    CASE WHEN attnotnull THEN 'not null' END, 'default ' || pg_get_expr(adbin, adrelid),
    CASE attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END,
    CASE attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity' END)
  FROM rel JOIN pg_attribute a ON a.attrelid = rel.oid AND attnum > 0 AND NOT attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE relkind IN ('r', 'p', 'f') AND NOT relispartition
UNION ALL SELECT 'schema', format('%s: constraint %I', named, conname), pg_get_constraintdef(con.oid)
  FROM rel JOIN pg_constraint con ON con.conrelid = rel.oid WHERE contype <> 'n' AND NOT relispartition
UNION ALL SELECT 'schema', format('%s: index %I', rel.named, i.relname), pg_get_indexdef(i.oid)
  FROM rel JOIN pg_index x ON x.indrelid = rel.oid JOIN pg_class i ON i.oid = x.indexrelid
  WHERE NOT rel.relispartition
    AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x'))
UNION ALL SELECT 'schema', format('%s: trigger %I', named, tgname), pg_get_triggerdef(t.oid)
  FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid WHERE NOT tgisinternal
UNION ALL SELECT 'schema', format('%s: policy %I', named, polname),
    concat_ws(' ', polcmd, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
  FROM rel JOIN pg_policy p ON p.polrelid = rel.oid
UNION ALL SELECT 'schema', format('%I.%I(%s)', n.nspname, proname, pg_get_function_identity_arguments(p.oid)),
    'function ' || md5(concat_ws(' ', prosrc, pg_get_function_result(p.oid), provolatile, prosecdef, prolang))
  FROM pg_proc p JOIN n ON n.oid = p.pronamespace WHERE ${ofExtension('pg_proc', 'p.oid')}
UNION ALL SELECT 'schema', format('%I.%I', n.nspname, typname), CASE typtype WHEN 'e' THEN 'enum '
    || (SELECT string_agg(enumlabel, ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)
    ELSE 'domain ' || concat_ws(' ', format_type(typbasetype, typtypmod), CASE WHEN typnotnull THEN 'not null' END)
    END
  FROM pg_type t JOIN n ON n.oid = t.typnamespace WHERE typtype IN ('e', 'd') AND ${ofExtension('pg_type', 't.oid')}
ORDER BY 1, 2`;

/** Tables in which the usual tools note the migrations that were applied. */
const migrationTables = [
  'schema_migrations',
  'flyway_schema_history',
  'alembic_version',
  'django_migrations',
  'knex_migrations',
  '_prisma_migrations',
  '_sqlx_migrations',
  '__diesel_schema_migrations',
  '__EFMigrationsHistory',
  'goose_db_version',
  'databasechangelog',
  'pgmigrations',
  'SequelizeMeta',
  'migrations',
  'typeorm_migrations',
];

/** Which of them the database has, as SQL takes their names. */
export const migrationTablesSql = `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace AND ${userSchemas}
  WHERE relkind = 'r' AND relname IN (${migrationTables.map((name) => `'${name}'`).join(', ')})
    AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1`;

/** The migrations in such a table, each as JSON; `table` as `migrationTablesSql` says it. */
export const migrationsSql = (table: string): string =>
  `SELECT to_jsonb(t)::text AS row FROM ${table} t LIMIT 20000`;
