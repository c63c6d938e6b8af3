/** Schemas whose tables are the server's own. */
const userSchema = (schema: string): string =>
  `${schema} <> 'information_schema' AND ${schema} NOT LIKE 'pg\\_%'`;

/** True for what comes with something else: with its extension, or a range type's functions with it. */
const ofExtension = (catalog: string, oid: string, kinds = "'e'"): string =>
  `EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.${catalog}'::regclass
    AND d.objid = ${oid} AND d.deptype IN (${kinds}))`;

const list = (sql: string): string => `(SELECT coalesce(json_agg(row_to_json(x)), '[]') FROM (${sql}) x)`;

/** Names of the columns behind attribute numbers, in order; an expression (0) has none. */
const columnNames = (table: string, numbers: string): string =>
  `(SELECT coalesce(json_agg(a.attname ORDER BY k.i), '[]')
    FROM unnest(${numbers}) WITH ORDINALITY AS k(n, i)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = ${table} AND a.attnum = k.n)`;

const database = `
SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
  current_database() AS name, pg_encoding_to_char(d.encoding) AS encoding,
  (SELECT count(*) FROM pg_catalog.pg_largeobject_metadata) AS "largeObjects"
FROM pg_catalog.pg_database d WHERE d.datname = current_database()`;

const tables = `
SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind, c.relispartition AS partition,
  CASE WHEN c.relispartition THEN (
    SELECT json_build_object('schema', pn.nspname, 'name', p.relname)
    FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
    JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid LIMIT 1
  ) END AS parent,
  greatest(c.reltuples, pg_catalog.pg_stat_get_live_tuples(c.oid), 0)::bigint AS rows,
  CASE WHEN c.relkind = 'r' THEN coalesce(pg_catalog.pg_table_size(c.oid), 0) ELSE 0 END AS bytes,
  CASE WHEN c.relkind = 'r' THEN
    coalesce(pg_catalog.pg_relation_size(c.oid, 'main'), 0) / current_setting('block_size')::int ELSE 0 END AS blocks,
  c.relrowsecurity AS "rowSecurity", pg_catalog.obj_description(c.oid, 'pg_class') AS comment
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND ${userSchema('n.nspname')}
  AND NOT ${ofExtension('pg_class', 'c.oid')}
ORDER BY n.nspname, c.relname`;

const columns = `
SELECT a.attrelid::text AS "table", a.attname AS name, a.attnum AS position, a.atttypid::text AS type,
  a.atttypmod AS modifier, pg_catalog.format_type(a.atttypid, a.atttypmod) AS "typeName",
  NOT a.attnotnull AS nullable, a.attidentity AS identity, a.attgenerated AS generated,
  pg_catalog.pg_get_expr(f.adbin, f.adrelid) AS "default",
  coalesce(NOT l.collisdeterministic, false) AS caseless,
  pg_catalog.col_description(a.attrelid, a.attnum) AS comment
FROM pg_catalog.pg_attribute a JOIN t ON t.oid::oid = a.attrelid
LEFT JOIN pg_catalog.pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum`;

const constraints = `
SELECT c.conrelid::text AS "table", c.conname AS name, c.contype AS kind, ${columnNames('c.conrelid', 'c.conkey')} AS columns,
  c.condeferrable AS deferrable, c.confdeltype AS "onDelete",
  CASE WHEN c.contype = 'f' THEN json_build_object('schema', fn.nspname, 'name', fc.relname) END AS target,
  CASE WHEN c.contype = 'f' THEN ${columnNames('c.confrelid', 'c.confkey')} END AS "targetColumns",
  CASE WHEN c.contype = 'c' THEN pg_catalog.pg_get_expr(c.conbin, c.conrelid) END AS expression
FROM pg_catalog.pg_constraint c JOIN t ON t.oid::oid = c.conrelid
LEFT JOIN pg_catalog.pg_class fc ON fc.oid = c.confrelid
LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = fc.relnamespace
WHERE c.contype IN ('p', 'u', 'f', 'c', 'x')
  -- A key to a partitioned table is written down once more for each of its partitions.
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint above
    WHERE c.contype = 'f' AND above.oid = c.conparentid AND above.conrelid = c.conrelid)
ORDER BY c.conrelid, c.contype, c.conname`;

const indexes = `
SELECT i.indrelid::text AS "table", c.relname AS name,
  ${columnNames('i.indrelid', '(i.indkey::int2[])[0:i.indnkeyatts - 1]')} AS columns,
  (SELECT coalesce(json_agg(pg_catalog.pg_get_indexdef(i.indexrelid, k, true) ORDER BY k), '[]')
    FROM generate_series(1, i.indnkeyatts) k WHERE i.indkey[k - 1] = 0) AS expressions,
  pg_catalog.pg_get_expr(i.indpred, i.indrelid, true) AS predicate
FROM pg_catalog.pg_index i JOIN t ON t.oid::oid = i.indrelid JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
WHERE i.indisunique AND i.indisvalid
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
ORDER BY i.indrelid, c.relname`;

/** Every type that a column has, and those that these are made of. */
const types = `
WITH RECURSIVE used(oid) AS (
  SELECT a.atttypid FROM pg_catalog.pg_attribute a JOIN t ON t.oid::oid = a.attrelid
    WHERE a.attnum > 0 AND NOT a.attisdropped
  UNION
  SELECT next.oid FROM used u JOIN pg_catalog.pg_type y ON y.oid = u.oid
  CROSS JOIN LATERAL (
    SELECT y.typbasetype WHERE y.typtype = 'd'
    UNION ALL SELECT y.typelem WHERE y.typcategory = 'A' AND y.typelem <> 0
    UNION ALL SELECT r.rngsubtype FROM pg_catalog.pg_range r WHERE r.rngtypid = y.oid
    UNION ALL SELECT f.atttypid FROM pg_catalog.pg_attribute f
      WHERE y.typtype = 'c' AND f.attrelid = y.typrelid AND f.attnum > 0 AND NOT f.attisdropped
  ) AS next(oid)
)
SELECT y.oid::text AS oid, n.nspname AS schema, y.typname AS name, y.typtype AS kind, y.typcategory AS category,
  pg_catalog.format_type(y.oid, NULL) AS "fullName",
  CASE WHEN y.typtype = 'd' THEN y.typbasetype::text END AS base, y.typtypmod AS modifier, y.typnotnull AS "notNull",
  CASE WHEN y.typcategory = 'A' AND y.typelem <> 0 THEN y.typelem::text END AS element,
  (SELECT r.rngsubtype::text FROM pg_catalog.pg_range r WHERE r.rngtypid = y.oid) AS subtype,
  (SELECT e.extname FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
    WHERE d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = y.oid AND d.deptype = 'e'
      AND d.refclassid = 'pg_catalog.pg_extension'::regclass LIMIT 1) AS extension,
  (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = y.oid) AS labels,
  (SELECT json_agg(pg_catalog.pg_get_expr(k.conbin, 0) ORDER BY k.conname) FROM pg_catalog.pg_constraint k
    WHERE k.contypid = y.oid AND k.contype = 'c') AS checks,
  CASE WHEN y.typtype = 'c' THEN (
    SELECT json_agg(json_build_object('name', f.attname, 'type', f.atttypid::text, 'modifier', f.atttypmod,
      'typeName', pg_catalog.format_type(f.atttypid, f.atttypmod)) ORDER BY f.attnum)
    FROM pg_catalog.pg_attribute f WHERE f.attrelid = y.typrelid AND f.attnum > 0 AND NOT f.attisdropped) END AS fields
FROM (SELECT DISTINCT oid FROM used) u JOIN pg_catalog.pg_type y ON y.oid = u.oid
JOIN pg_catalog.pg_namespace n ON n.oid = y.typnamespace ORDER BY y.oid`;

const sequences = `
SELECT n.nspname AS schema, c.relname AS name,
  pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_sequence_privilege(c.oid, 'SELECT') AS readable,
  CASE WHEN o.oid IS NOT NULL THEN json_build_object('schema', tn.nspname, 'name', o.relname) END AS "ownerTable",
  a.attname AS "ownerColumn"
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
  AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
LEFT JOIN pg_catalog.pg_class o ON o.oid = d.refobjid
LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = o.relnamespace
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND ${userSchema('n.nspname')}
  AND NOT ${ofExtension('pg_class', 'c.oid')}
ORDER BY n.nspname, c.relname`;

const extensions = `
SELECT extname AS name, extversion AS version FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql' ORDER BY extname`;

/** Each as kind and name; a name holds all that tells one from another. */
const objects = `
SELECT kind, name FROM (
  SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' END AS kind,
    format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('v', 'm', 'f') AND ${userSchema('n.nspname')} AND NOT ${ofExtension('pg_class', 'c.oid')}
  UNION ALL
  SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
    format('%I.%I(%s)', n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid))
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE ${userSchema('n.nspname')} AND NOT ${ofExtension('pg_proc', 'p.oid', "'e', 'i'")}
  UNION ALL
  SELECT 'trigger', format('%s on %s', quote_ident(g.tgname), g.tgrelid::regclass)
  FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT g.tgisinternal AND ${userSchema('n.nspname')}
  UNION ALL
  SELECT 'policy', format('%s on %s', quote_ident(polname), polrelid::regclass) FROM pg_catalog.pg_policy
  UNION ALL
  SELECT 'rule', format('%s on %s', quote_ident(r.rulename), r.ev_class::regclass)
  FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE r.rulename <> '_RETURN' AND ${userSchema('n.nspname')}
  UNION ALL
  SELECT CASE y.typtype WHEN 'd' THEN 'domain' WHEN 'e' THEN 'enum' WHEN 'r' THEN 'range' ELSE 'type' END,
    format('%I.%I', n.nspname, y.typname)
  FROM pg_catalog.pg_type y JOIN pg_catalog.pg_namespace n ON n.oid = y.typnamespace
  LEFT JOIN pg_catalog.pg_class c ON c.oid = y.typrelid
  WHERE (y.typtype IN ('d', 'e', 'r') OR y.typtype = 'b' AND y.typelem = 0 OR c.relkind = 'c')
    AND ${userSchema('n.nspname')} AND NOT ${ofExtension('pg_type', 'y.oid')}
  UNION ALL
  SELECT 'event trigger', quote_ident(evtname) FROM pg_catalog.pg_event_trigger
  WHERE NOT ${ofExtension('pg_event_trigger', 'pg_event_trigger.oid')}
  UNION ALL
  SELECT 'statistics', format('%I.%I', n.nspname, s.stxname)
  FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
  UNION ALL
  SELECT 'publication', quote_ident(pubname) FROM pg_catalog.pg_publication
  UNION ALL
  SELECT 'foreign server', quote_ident(srvname) FROM pg_catalog.pg_foreign_server
  UNION ALL
  SELECT 'role', quote_ident(r.rolname) FROM pg_catalog.pg_roles r WHERE r.rolname NOT LIKE 'pg\\_%' AND r.oid IN (
    SELECT c.relowner FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE ${userSchema('n.nspname')}
    UNION SELECT g.grantee FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) g WHERE ${userSchema('n.nspname')}
    UNION SELECT m.oid FROM pg_catalog.pg_policy p CROSS JOIN LATERAL unnest(p.polroles) AS m(oid))
  UNION ALL
  SELECT 'grant', format('%s on %s to %s', string_agg(DISTINCT g.privilege_type, ', '), c.oid::regclass,
    CASE g.grantee WHEN 0 THEN 'public' ELSE pg_catalog.pg_get_userbyid(g.grantee)::text END)
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) g
  WHERE g.grantee <> c.relowner AND ${userSchema('n.nspname')} AND NOT ${ofExtension('pg_class', 'c.oid')}
  GROUP BY c.oid, g.grantee
) o ORDER BY kind, name`;

/** All of it in one JSON text, so that it is one session and one moment. */
export const introspectionSql = `
WITH t AS MATERIALIZED (${tables})
SELECT json_build_object(
  'database', (SELECT row_to_json(x) FROM (${database}) x),
  'tables', (SELECT coalesce(json_agg(row_to_json(t)), '[]') FROM t),
  'columns', ${list(columns)},
  'constraints', ${list(constraints)},
  'indexes', ${list(indexes)},
  'types', ${list(types)},
  'sequences', ${list(sequences)},
  'extensions', ${list(extensions)},
  'objects', ${list(objects)}
)::text AS answer`;
