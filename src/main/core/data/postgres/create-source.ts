import { BacklotError } from '../../../../shared/errors.ts';
import { accessProblems, refuseProblems } from './access-problems.ts';
import { cleanDump, dumpArguments } from './dump-schema.ts';
import { keepSnapshot } from './keep-snapshot.ts';
import { dumpRoles } from './make-roles.ts';
import type { PostgresPrograms } from './postgres-programs.ts';
import { readCopy, readRows } from './read-session.ts';
import { runProgram } from './run-program.ts';
import type { ExportedSnapshot, InSnapshot, PostgresSource, Row } from './source.ts';
import type { FoundWire } from './wire/find-wire.ts';

const oldestVersion = 120_000;

const probeSql = `SELECT current_setting('server_version_num') AS version,
  current_setting('server_version') AS words`;

/**
 * Makes a source of where the programs run, after asking the server whether it can be one.
 * @throws BacklotError as `mapPostgresError` says; `source-unsupported` for a server before PostgreSQL 12.
 */
export async function createSource(
  programs: PostgresPrograms,
  signal: AbortSignal,
  wire?: FoundWire,
): Promise<PostgresSource> {
  const keepers = new Map<string, ExportedSnapshot>();
  const closed = new AbortController();
  const ways = { name: programs.name, programs, wire: wire?.open };

  /** A snapshot whose keeper has died is an error before anything is asked of the server. */
  const checkKeeper = ({ snapshot }: InSnapshot = {}): void => {
    if (snapshot !== undefined) keepers.get(snapshot)?.lost?.throwIfAborted();
  };
  /** An error of a session whose snapshot was lost meanwhile is the loss, not what followed from it. */
  const blame = async <T>(work: Promise<T>, options: InSnapshot | undefined): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      checkKeeper(options);
      throw error;
    }
  };

  const query = async (
    sql: string,
    querySignal: AbortSignal,
    options?: InSnapshot,
  ): Promise<readonly Row[]> => {
    checkKeeper(options);
    return blame(readRows(ways, sql, options, AbortSignal.any([querySignal, closed.signal])), options);
  };

  const [probe] = await query(probeSql, signal);
  refuseOld(programs.name, Number(probe?.version), probe?.words ?? '');

  return {
    name: programs.name,
    reader: wire ? { kind: 'wire', address: wire.address } : { kind: 'programs', programs: programs.place },
    query,
    copyOut: async (copy, copySignal, options) => {
      checkKeeper(options);
      return readCopy(ways, copy, options, AbortSignal.any([copySignal, closed.signal]));
    },
    snapshot: async (snapshotSignal) => {
      const kept = await keepSnapshot(programs, snapshotSignal);
      keepers.set(kept.id, kept);
      const release = async (): Promise<void> => {
        keepers.delete(kept.id);
        await kept.release();
      };
      try {
        // A second session must see it: behind a pool or a balancer it may be on another server.
        const problems = await accessProblems({ query }, snapshotSignal, { snapshot: kept.id });
        refuseProblems(programs.name, problems);
      } catch (error) {
        await release();
        throw error;
      }
      return { ...kept, release };
    },
    dumpSchema: async (section, dumpSignal, options) => {
      checkKeeper(options);
      const run = { command: dumpArguments(section, options), doing: 'dumping the schema' };
      const said = await blame(
        runProgram(programs, run, AbortSignal.any([dumpSignal, closed.signal])),
        options,
      );
      const dump = cleanDump(said.toString('utf8'));
      if (section === 'post-data') return dump;
      return `${await dumpRoles({ query }, dumpSignal, options)}\n\n${dump}`;
    },
    close: async () => {
      closed.abort(new BacklotError('connection-closed', `${programs.name} was closed.`));
      await Promise.all([...keepers.values()].map((keeper) => keeper.release()));
      keepers.clear();
      await programs.close();
    },
  };
}

/** @throws BacklotError `source-unsupported` for what is older than PostgreSQL 12, or no PostgreSQL at all. */
export function refuseOld(source: string, version: number, words: string): void {
  if (version >= oldestVersion) return;
  throw new BacklotError(
    'source-unsupported',
    `${source} is PostgreSQL ${words || version}; Backlot reads version 12 and later.`,
    { hint: 'Upgrade the server, or pull from a replica of a newer version.', details: { source } },
  );
}
