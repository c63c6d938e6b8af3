import type { Sequence, TableName } from '../schema.ts';
import { loadLargeObjects } from './large-objects.ts';
import { type PostDataPlan, planPostData } from './plan-post-data.ts';
import { setSequences } from './read-sequences.ts';
import { runOnSessions } from './run-on-sessions.ts';
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
  readonly tables: AsyncIterable<TableRows> | Iterable<TableRows>;
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

const computedTables = `
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE (c.relkind = 'm' AND c.relispopulated OR c.relkind = 'p' AND NOT c.relispartition)
  AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'`;

/**
 * Fills an empty database of a disposable server: the schema, then rows in parallel sessions, then indexes,
 * statistics, what is built on them, and foreign keys. When it fails the database is to be thrown away.
 * @throws BacklotError as `TargetSession` does.
 */
export async function restoreDatabase(restore: Restore, signal: AbortSignal): Promise<void> {
  const { target, preData, postData, workers, sequences, onProgress } = restore;
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  // Cut first: what can't be restored whole is not begun.
  const before = splitStatements(preData);
  const plan = planPostData(postData);
  const sessions: TargetSession[] = [];
  try {
    for (let count = 0; count < Math.max(1, workers); count += 1) sessions.push(await target.session(both));
    const [first] = sessions;
    if (first === undefined) return;
    await Promise.all(sessions.map((session) => session.run(sessionSettings)));

    onProgress?.({ phase: 'schema' });
    await first.run(before.join('\n'));
    const loaded = await loadTables(sessions, restore);
    if (restore.largeObjects !== undefined) {
      let bytes = 0;
      await loadLargeObjects(first, restore.largeObjects(), (more) => {
        bytes += more;
        onProgress?.({ phase: 'large-objects', bytes });
      });
    }
    await first.run(setSequences(sequences));

    await Promise.all(sessions.map((session) => session.run(plan.settings.join('\n'))));
    const bySize = [...loaded].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
    const rank = (table: string): number => (loaded.has(table) ? bySize.indexOf(table) : bySize.length);
    await inParallel(
      sessions,
      'indexes',
      indexTasks(plan.indexes.toSorted((a, b) => rank(plain(a.table)) - rank(plain(b.table)))),
      onProgress,
    );
    onProgress?.({ phase: 'analyze' });
    await runOnSessions(
      sessions,
      bySize.map((name) => ({ holds: [], run: (session) => session.run(`ANALYZE ${name};`) })),
    );
    onProgress?.({ phase: 'others' });
    await first.run(plan.others.join('\n'));
    await inParallel(
      sessions,
      'foreign-keys',
      plan.foreignKeys.map(({ tables, statement }) => ({ holds: tables, sql: statement })),
      onProgress,
    );
    await first.run(plan.lonelyKeys.join('\n'));
    await first.run(plan.last.join('\n'));
    const computed = await target.query(computedTables, both);
    await first.run(computed.map(({ name }) => `ANALYZE ${name};`).join('\n'));
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

/** Loads tables as sessions become free; answers how many bytes each took. */
async function loadTables(
  sessions: readonly TargetSession[],
  { tables, onProgress }: Restore,
): Promise<ReadonlyMap<string, number>> {
  const loaded = new Map<string, number>();
  const next = Symbol.asyncIterator in tables ? tables[Symbol.asyncIterator]() : tables[Symbol.iterator]();
  let failed = false;
  const work = async (session: TargetSession): Promise<void> => {
    while (!failed) {
      const { done, value } = await next.next();
      if (done) return;
      const { table, columns, rows } = value;
      let bytes = 0;
      const names = columns.length === 0 ? '' : ` (${columns.map(sqlName).join(', ')})`;
      try {
        await session.copyIn({
          // An emptied table of the same transaction needs no log, and its rows can be frozen at once.
          before: `BEGIN;\nTRUNCATE ONLY ${sqlTable(table)};\nCOPY ${sqlTable(table)}${names} FROM STDIN WITH (FREEZE);`,
          rows: rows(),
          after: 'COMMIT;',
          onBytes: (more) => {
            bytes += more;
            onProgress?.({ phase: 'rows', table, bytes, done: false });
          },
        });
      } catch (error) {
        failed = true;
        throw error;
      }
      loaded.set(sqlTable(table), bytes);
      onProgress?.({ phase: 'rows', table, bytes, done: true });
    }
  };
  await settled(sessions.map(work));
  return loaded;
}

/** Waits for all of them, then throws the first failure: none goes on behind the back of who cleans up. */
async function settled(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** One statement, and the tables that it locks for itself or only against writing. */
interface SqlTask {
  readonly holds: readonly string[];
  readonly shares?: readonly string[];
  readonly sql: string;
}

/** Several indexes of one table are built beside each other; a constraint has the table to itself, so it comes first. */
function indexTasks(indexes: PostDataPlan['indexes']): readonly SqlTask[] {
  return indexes.flatMap(({ table, statements }) => {
    const isIndex = (sql: string): boolean => sql.startsWith('CREATE ');
    return [
      ...statements.filter((sql) => !isIndex(sql)).map((sql) => ({ holds: [table], sql })),
      ...statements.filter(isIndex).map((sql) => ({ holds: [], shares: [table], sql })),
    ];
  });
}

async function inParallel(
  sessions: readonly TargetSession[],
  phase: 'indexes' | 'foreign-keys',
  tasks: readonly SqlTask[],
  onProgress: Restore['onProgress'],
): Promise<void> {
  let done = 0;
  await runOnSessions(
    sessions,
    tasks.map(({ sql, ...locks }) => ({
      ...locks,
      run: async (session: TargetSession) => {
        await session.run(sql);
        done += 1;
        onProgress?.({ phase, done, of: tasks.length });
      },
    })),
  );
}
