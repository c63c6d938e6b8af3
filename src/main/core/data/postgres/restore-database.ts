import type { Sequence, TableName } from '../schema.ts';
import { loadLargeObjects } from './large-objects.ts';
import { type ForeignKeyPlan, type PostDataPlan, planPostData } from './plan-post-data.ts';
import { setSequences } from './read-sequences.ts';
import { runOnSessions, type SessionTask } from './run-on-sessions.ts';
import type { PostgresTarget } from './source.ts';
import { splitStatements } from './split-statements.ts';
import { sqlName, sqlTable } from './sql-text.ts';
import type { TargetSession } from './target-session.ts';

/** A server that takes a whole database. */
export interface RestoreTarget extends PostgresTarget {
  readonly session: (signal: AbortSignal) => Promise<TargetSession>;
}

/** The rows of one table in COPY's text format. */
export interface TableRows {
  readonly table: TableName;
  /** In the order of the rows' fields; those the server computes are not among them. */
  readonly columns: readonly string[];
  /** Called once, when a session is ready for them. */
  readonly rows: () => AsyncIterable<Uint8Array>;
}

export interface Restore {
  readonly target: RestoreTarget;
  /** As `PostgresSource.dumpSchema` writes them. */
  readonly preData: string;
  readonly postData: string;
  /** Taken as sessions become free: biggest first is fastest. One entry for each table that has rows. */
  readonly tables: readonly TableRows[];
  /** As `copyLargeObjects` writes them. */
  readonly largeObjects?: (() => AsyncIterable<Uint8Array>) | undefined;
  readonly sequences: readonly Sequence[];
  /** How many sessions load beside each other. */
  readonly workers: number;
  readonly onProgress?: ((progress: RestoreProgress) => void) | undefined;
}

export type RestoreProgress =
  | { readonly phase: 'schema' | 'others' | 'analyze' }
  | { readonly phase: 'rows'; readonly table: TableName; readonly bytes: number; readonly done: boolean }
  | { readonly phase: 'large-objects'; readonly bytes: number }
  | { readonly phase: 'indexes' | 'foreign-keys'; readonly done: number; readonly of: number };

/** What `pg_dump` sets before it writes anything. */
const sessionSettings = `
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET DateStyle = 'ISO, YMD';
SET IntervalStyle = 'postgres';
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET synchronous_commit = off;`;

/** Statistics of what no rows were loaded into: materialized views, and partitioned tables as a whole. */
const analyzeComputed = `
DO $backlot$
DECLARE
  computed regclass;
BEGIN
  FOR computed IN
    SELECT c.oid
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE (c.relkind = 'm' AND c.relispopulated OR c.relkind = 'p' AND NOT c.relispartition)
      AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
  LOOP
    EXECUTE pg_catalog.format('ANALYZE %s', computed);
  END LOOP;
END
$backlot$;`;

/** How many rows the server says it has taken, by table as `sqlTable` writes it; only those it said. */
export type TakenRows = ReadonlyMap<string, number>;

/**
 * Fills an empty database of a disposable server: the schema, then rows, indexes, foreign keys and statistics, each
 * as soon as what it needs is there, then what is built on them. When it fails the database is to be thrown away.
 * @throws BacklotError as `TargetSession` does.
 */
export async function restoreDatabase(restore: Restore, signal: AbortSignal): Promise<TakenRows> {
  const { target, preData, postData, workers, sequences, onProgress } = restore;
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  // Cut first: what can't be restored whole is not begun.
  const before = splitStatements(preData);
  const plan = planPostData(postData);
  const { early, late } = planKeys(plan, restore.tables);
  const sessions: TargetSession[] = [];
  const taken = new Map<string, number>();
  try {
    for (let count = 0; count < Math.max(1, workers); count += 1) sessions.push(await target.session(both));
    const [first] = sessions;
    if (first === undefined) return taken;
    await Promise.all(sessions.map((session) => session.run(sessionSettings)));

    onProgress?.({ phase: 'schema' });
    await first.run(before.join('\n'));
    await Promise.all(sessions.map((session) => session.run(plan.settings.join('\n'))));
    await runOnSessions(sessions, [
      ...restore.tables.map((table) => loadTask(table, taken, onProgress)),
      ...sqlTasks('indexes', indexTasks(plan.indexes, restore.tables), onProgress),
      ...sqlTasks('foreign-keys', early, onProgress),
      ...restore.tables.map(({ table }) => analyzeTask(sqlTable(table), onProgress)),
    ]);
    if (restore.largeObjects !== undefined) {
      let bytes = 0;
      await loadLargeObjects(first, restore.largeObjects(), (more) => {
        bytes += more;
        onProgress?.({ phase: 'large-objects', bytes });
      });
    }
    await first.run(setSequences(sequences));
    onProgress?.({ phase: 'others' });
    await first.run(plan.others.join('\n'));
    await runOnSessions(sessions, sqlTasks('foreign-keys', late, onProgress));
    await first.run(plan.lonelyKeys.join('\n'));
    await first.run(plan.last.join('\n'));
    await first.run(analyzeComputed);
    return taken;
  } catch (error) {
    stop.abort(error);
    throw error;
  } finally {
    for (const session of sessions) session.end();
  }
}

/** A name of the dump as ours is written: always quoted. */
const plain = (name: string): string =>
  name.replace(/"(?:[^"]|"")*"|[^".]+/g, (part) => (part.startsWith('"') ? part : sqlName(part)));

/** What tasks are named by, by the table that they are about. */
const loads = (table: string): string => `load ${table}`;
const indexes = (table: string): string => `index ${table}`;

function loadTask(
  { table, columns, rows }: TableRows,
  taken: Map<string, number>,
  onProgress: Restore['onProgress'],
): SessionTask<TargetSession> {
  const name = sqlTable(table);
  const names = columns.length === 0 ? '' : ` (${columns.map(sqlName).join(', ')})`;
  return {
    id: loads(name),
    holds: [name],
    async run(session) {
      let bytes = 0;
      const said = await session.copyIn({
        // An emptied table of the same transaction needs no log, and its rows can be frozen at once.
        before: `BEGIN;\nTRUNCATE ONLY ${name};\nCOPY ${name}${names} FROM STDIN WITH (FREEZE);`,
        rows: rows(),
        after: 'COMMIT;',
        onBytes: (more) => {
          bytes += more;
          onProgress?.({ phase: 'rows', table, bytes, done: false });
        },
      });
      if (said !== undefined) taken.set(name, said);
      onProgress?.({ phase: 'rows', table, bytes, done: true });
    },
  };
}

const analyzeTask = (name: string, onProgress: Restore['onProgress']): SessionTask<TargetSession> => ({
  after: [loads(name), indexes(name)],
  holds: [name],
  async run(session) {
    onProgress?.({ phase: 'analyze' });
    await session.run(`ANALYZE ${name};`);
  },
});

/** One statement, what it waits for, and the tables that it locks for itself or only against writing. */
type SqlTask = Omit<SessionTask<TargetSession>, 'run'> & {
  readonly sql: string;
  /** Done in an instant: not worth a word. */
  readonly silent?: boolean;
};

/**
 * Several indexes of one table are built beside each other; a constraint has the table to itself, so it comes
 * first. All of them bear one id: who waits for it waits for all. Tables come in the order of `order`.
 */
function indexTasks(all: PostDataPlan['indexes'], order: readonly TableRows[]): readonly SqlTask[] {
  const rank = (name: string): number => {
    const at = order.findIndex(({ table }) => sqlTable(table) === name);
    return at === -1 ? order.length : at;
  };
  const isIndex = (sql: string): boolean => sql.startsWith('CREATE ');
  return all
    .map(({ table, statements }) => ({ name: plain(table), statements }))
    .toSorted((a, b) => rank(a.name) - rank(b.name))
    .flatMap(({ name, statements }) => {
      const common = { id: indexes(name), after: [loads(name)] };
      return [
        ...statements.filter((sql) => !isIndex(sql)).map((sql) => ({ ...common, holds: [name], sql })),
        ...statements.filter(isIndex).map((sql) => ({ ...common, holds: [], shares: [name], sql })),
      ];
    });
}

/**
 * Foreign keys that can be made as soon as their two tables are loaded and indexed, and those that must wait for
 * what is made in between: the unique index of a partitioned table is whole only with its parts attached.
 */
function planKeys(
  { foreignKeys, others }: PostDataPlan,
  tables: readonly TableRows[],
): { readonly early: readonly SqlTask[]; readonly late: readonly SqlTask[] } {
  const loaded = new Set(tables.map(({ table }) => sqlTable(table)));
  const attaches = others.some((sql) => /\bATTACH PARTITION\b/.test(sql));
  const isEarly = ({ tables: both }: ForeignKeyPlan): boolean =>
    !attaches || both.every((name) => loaded.has(plain(name)));
  return {
    early: foreignKeys.filter(isEarly).flatMap(keyTasks),
    late: foreignKeys.filter((one) => !isEarly(one)).flatMap(keyTasks),
  };
}

/**
 * Makes a key, then reads its rows: the first has both tables to itself for an instant, the second leaves the other
 * table to others. Two indexes are walked side by side where they are there; the planner takes a large table of
 * hashes for cheaper than it is.
 */
function keyTasks({ tables, statement, validate, indexed }: ForeignKeyPlan): readonly SqlTask[] {
  const holds = [...new Set(tables.map(plain))];
  const [own = ''] = holds;
  const after = holds.flatMap((name) => [loads(name), indexes(name)]);
  if (validate === undefined) return [{ holds, after, sql: statement }];
  const id = `key ${validate}`;
  const sql = indexed ? `SET enable_hashjoin = off;\n${validate}\nRESET enable_hashjoin;` : validate;
  return [
    { id, holds, after, sql: statement, silent: true },
    { holds: [own], after: [id], sql },
  ];
}

const sqlTasks = (
  phase: 'indexes' | 'foreign-keys',
  tasks: readonly SqlTask[],
  onProgress: Restore['onProgress'],
): readonly SessionTask<TargetSession>[] => {
  let done = 0;
  const of = tasks.filter(({ silent }) => !silent).length;
  return tasks.map(({ sql, silent, ...task }) => ({
    ...task,
    async run(session) {
      await session.run(sql);
      if (silent) return;
      done += 1;
      onProgress?.({ phase, done, of });
    },
  }));
};
