import { createInterface } from 'node:readline';
import { BacklotError, toBacklotError } from '../../../../shared/errors.ts';
import type { PostgresPrograms } from './postgres-programs.ts';
import { succeed } from './run-program.ts';
import { beginReading, psql, usualLimits } from './session-sql.ts';
import type { ExportedSnapshot } from './source.ts';

/** The program notices a dead session when it next asks something of it. */
const beatEveryMs = 1000;

/**
 * Holds every table against DROP, TRUNCATE and rewriting while the snapshot lives: those do not respect it.
 * What the user may not read is left out here; `accessProblems` names it.
 */
const lockTables = `
DO $backlot$
DECLARE one record;
BEGIN
  FOR one IN
    SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
      AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
      AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
    ORDER BY c.oid
  LOOP
    BEGIN
      EXECUTE 'LOCK TABLE ONLY ' || one.name || ' IN ACCESS SHARE MODE';
    EXCEPTION
      WHEN lock_not_available THEN
        RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE = 'the lock on ' || one.name || ' was not to be had in time';
      WHEN undefined_table THEN
        RAISE EXCEPTION USING ERRCODE = '42P01', MESSAGE = one.name || ' was dropped meanwhile';
    END;
  END LOOP;
END
$backlot$;`;

/** Milliseconds since the epoch, as a whole number, and the id. */
const begin = `${beginReading({ ...usualLimits, statementMs: 0 })};
SELECT pg_catalog.pg_export_snapshot() || ' ' || pg_catalog.floor(extract(epoch FROM pg_catalog.now()) * 1000)::bigint;
${lockTables}
SELECT 'ready';
`;

/**
 * Opens a session that holds one consistent moment, and locks on every table that is read in it.
 * @throws BacklotError as `mapPostgresError` says.
 */
export async function keepSnapshot(
  programs: PostgresPrograms,
  signal: AbortSignal,
): Promise<ExportedSnapshot> {
  // The keeper outlives the call: only `release`, or the end of the call by an error, closes it.
  const life = new AbortController();
  const run = { command: [...psql, '--file=-'], doing: 'holding a snapshot' };
  const exec = await programs.start(run.command, { dies: false }, life.signal);
  const lost = new AbortController();
  const close = (): void => exec.close();
  signal.addEventListener('abort', close, { once: true });

  const lines = createInterface({ input: exec.stdout });
  let released = false;
  const opened = Promise.withResolvers<{ readonly id: string; readonly takenAt: number }>();
  opened.promise.catch(() => {});
  let exported: { readonly id: string; readonly takenAt: number } | undefined;
  lines.on('line', (line) => {
    if (line === 'ready' && exported !== undefined) opened.resolve(exported);
    const [id, at] = line.split(' ');
    if (exported === undefined && id !== undefined && at !== undefined)
      exported = { id, takenAt: Number(at) };
  });
  lines.on('error', () => {});
  lines.once('close', async () => {
    if (released) return;
    const why = await succeed(programs, exec, run).then(
      () => gone(programs.name),
      (error: unknown) => toBacklotError(error),
    );
    opened.reject(why);
    lost.abort(why);
  });

  const beat = setInterval(() => exec.stdin.write("SELECT '';\n"), beatEveryMs);
  beat.unref();
  const end = (): void => {
    released = true;
    clearInterval(beat);
    exec.close();
  };
  try {
    exec.stdin.write(begin);
    const { id, takenAt } = await opened.promise;
    return {
      id,
      takenAt,
      lost: lost.signal,
      release: async () => {
        if (released) return;
        end();
      },
    };
  } catch (error) {
    end();
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', close);
  }
}

const gone = (source: string): BacklotError =>
  new BacklotError('source-unreachable', `The session that held the snapshot of ${source} has ended.`, {
    hint: 'Start again: a moment that is lost can not be taken up.',
    details: { source },
    retryable: true,
  });
