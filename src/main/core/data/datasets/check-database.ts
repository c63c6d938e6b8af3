import { z } from 'zod';
import { BacklotError } from '../../../../shared/errors.ts';
import { sqlLiteral } from '../postgres/sql-text.ts';
import { askJson, type BakeDatabase, runScript } from './bake-database.ts';

/** One table as it was frozen. */
export const tableHash = z.object({
  /** "public.orders", quoted where SQL would need it. */
  name: z.string(),
  rows: z.number(),
  /** SHA-256 over its rows as COPY writes them, in their order; hex. Of a restored one, as they were loaded. */
  hash: z.string().optional(),
});
export type TableHash = z.infer<typeof tableHash>;

/** Names come whole and quoted when nothing is on the path. */
const bare = `set search_path = '';`;

const foreignKeys = `${bare}
select coalesce(json_agg(json_build_object('name', k.conname, 'table', k.conrelid::regclass::text,
    'query', format('select exists (select 1 from %s c where %s and not exists (select 1 from %s p where %s));',
      k.conrelid::regclass, k.given, k.confrelid::regclass, k.equal))
  order by k.conrelid::regclass::text, k.conname), '[]')
from (
  select c.conname, c.conrelid, c.confrelid,
    (select string_agg(format('c.%I is not null', a.attname), ' and ')
       from unnest(c.conkey) key(number)
       join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = key.number) as given,
    (select string_agg(format('p.%I operator(%I.%s) c.%I', t.attname, n.nspname, o.oprname, a.attname), ' and ')
       from unnest(c.conkey, c.confkey, c.conpfeqop) key(own, other, operator)
       join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = key.own
       join pg_catalog.pg_attribute t on t.attrelid = c.confrelid and t.attnum = key.other
       join pg_catalog.pg_operator o on o.oid = key.operator
       join pg_catalog.pg_namespace n on n.oid = o.oprnamespace) as equal
  from pg_catalog.pg_constraint c
  where c.contype = 'f' and c.conparentid = 0 and c.convalidated
) k;`;

const key = z.object({ name: z.string(), table: z.string(), query: z.string() });

/**
 * Reads every valid foreign key again: a seed may have been loaded with its triggers off.
 * @throws BacklotError `bake-failed` with the table and the key whose rows point nowhere.
 */
export async function checkForeignKeys(database: BakeDatabase, signal: AbortSignal): Promise<number> {
  const keys = await askJson(database, foreignKeys, z.array(key), signal);
  if (keys.length === 0) return 0;
  const said = await runScript(database, keys.map(({ query }) => query).join('\n'), signal);
  const broken = said.trim().split('\n').indexOf('t');
  const found = keys[broken];
  if (found === undefined) return keys.length;
  throw new BacklotError(
    'bake-failed',
    `Rows of ${found.table} point to rows that are not there (foreign key ${found.name}).`,
    {
      hint: 'Add what they point to, or take them out of the seed.',
      details: { service: database.service, table: found.table, foreignKey: found.name },
    },
  );
}

const tables = `${bare}
select coalesce(json_agg(c.oid::regclass::text order by c.oid::regclass::text), '[]')
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema';`;

/** Parses what the script of `hashTables` prints: a command tag and a checksum for each table. */
export function readHashes(names: readonly string[], said: string): readonly TableHash[] {
  const lines = said.split('\n');
  const rows = lines.flatMap((line) => /^COPY (\d+)$/.exec(line)?.[1] ?? []);
  const hashes = lines.flatMap((line) => /^([0-9a-f]{64})\b/.exec(line)?.[1] ?? []);
  if (rows.length !== names.length || hashes.length !== names.length)
    throw new BacklotError('bake-failed', 'The tables could not be counted.', {
      hint: 'The image of the database needs the program sha256sum.',
    });
  return names.map((name, index) => ({ name, rows: Number(rows[index]), hash: hashes[index] ?? '' }));
}

/** Every value in its one text, as snapshots are pulled; rows in their order. */
const canonical = `set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';
set timezone = 'UTC'; set extra_float_digits = 3; set bytea_output = 'hex'; set row_security = off;
set synchronize_seqscans = off;`;

/** Counts and hashes the rows of each table, in one session beside the server: no row leaves its container. */
export async function hashTables(database: BakeDatabase, signal: AbortSignal): Promise<readonly TableHash[]> {
  const all = await askJson(database, tables, z.array(z.string()), signal);
  // psql's own commands end with the line.
  const names = all.filter((name) => !/[\n\r]/.test(name));
  const copies = names.map((name) => String.raw`\copy ${name} to program 'sha256sum'`);
  const script = [canonical, String.raw`\set QUIET off`, ...copies, ''].join('\n');
  return readHashes(names, await runScript(database, script, signal));
}

const counts = (known: readonly string[]): string => String.raw`${bare}
set row_security = off;
select pg_catalog.format($$select pg_catalog.json_build_object('name', %L::text, 'rows', count(*)) from only %s;$$,
    c.oid::regclass, c.oid::regclass)
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and c.oid <> all (array[${known.map((name) => `${sqlLiteral(name)}::regclass`).join(', ')}]::oid[])
order by c.oid::regclass::text
\gexec
`;

const counted = tableHash.pick({ name: true, rows: true });

/** Counts the rows of each table but those that are known (names as SQL writes them), in one session. */
export async function countTables(
  database: BakeDatabase,
  known: readonly string[],
  signal: AbortSignal,
): Promise<readonly { readonly name: string; readonly rows: number }[]> {
  const said = await runScript(database, counts(known), signal);
  return said
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => counted.parse(JSON.parse(line)));
}

/** Statistics for the planner, then everything on disk, so that the first start of a clone has nothing to redo. */
export const settle = (database: BakeDatabase, signal: AbortSignal): Promise<string> =>
  runScript(database, 'analyze;\ncheckpoint;\n', signal);

/** "PostgreSQL 15.14". */
export const serverVersion = async (database: BakeDatabase, signal: AbortSignal): Promise<string> =>
  `PostgreSQL ${(await runScript(database, 'show server_version;', signal)).trim().split(' ')[0]}`;
