import { z } from 'zod';
import { BacklotError } from '../../../../shared/errors.ts';
import type { Service } from '../../compose/model.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { feedContainer } from './feed-container.ts';

/** A PostgreSQL server of a bake, as it is reached: by programs in its own container, over its own socket. */
export interface BakeDatabase {
  readonly engine: Engine;
  readonly service: string;
  /** Name or id of its container. */
  readonly container: string;
  readonly user: string;
  readonly database: string;
}

type Env = Readonly<Record<string, string | null | undefined>>;

/** True for a service that runs PostgreSQL: its image or its definition says where its data is. */
export const isPostgres = (imageEnv: Env, service: Pick<Service, 'environment'>): boolean =>
  'PGDATA' in imageEnv ||
  'PGDATA' in (service.environment ?? {}) ||
  'POSTGRES_DB' in (service.environment ?? {});

/** Who and what the server was made with, by the conventions of its image. */
export function databaseOf(imageEnv: Env, service: Pick<Service, 'environment'>) {
  const env = { ...imageEnv, ...service.environment };
  const user = env.POSTGRES_USER || 'postgres';
  return { user, database: env.POSTGRES_DB || user };
}

/** The environment of each program: quiet, and in words that can be parsed. */
export const clientEnv: readonly string[] = ['PGOPTIONS=-c client_min_messages=warning', 'LC_ALL=C'];

export const psql = ({ user, database }: Pick<BakeDatabase, 'user' | 'database'>): readonly string[] => [
  'psql',
  '--no-psqlrc',
  '--quiet',
  '--no-align',
  '--tuples-only',
  '--set=ON_ERROR_STOP=1',
  `--username=${user}`,
  `--dbname=${database}`,
  '--file=-',
];

/** What psql says of an error in its script: the line, and the message without the row it may quote. */
export function psqlError(stderr: string): { readonly line: number | undefined; readonly message: string } {
  const found = /^psql:<stdin>:(\d+): (?:ERROR|FATAL|PANIC|error): +(.*)$/m.exec(stderr);
  const plain = /^(?:psql|pg_restore): error: (.*)$/m.exec(stderr)?.[1];
  const message = found?.[2] ?? plain ?? stderr.trim().split('\n').at(-1) ?? '';
  // A value stands behind the colon of these; which one it is, is in the file at that line.
  const said = message.replace(/^((?:invalid input|invalid byte|value too long|malformed)[^:]*):.*$/, '$1');
  return { line: found === null ? undefined : Number(found[1]), message: said };
}

/**
 * Runs a script of psql in one session; answers what it printed.
 * @throws BacklotError `bake-failed` with the server's words.
 */
export async function runScript(
  { engine, container, service, ...access }: BakeDatabase,
  script: string,
  signal: AbortSignal,
): Promise<string> {
  const { exitCode, stdout, stderr } = await feedContainer(
    engine,
    container,
    { command: psql(access), env: clientEnv, input: [script] },
    signal,
  );
  if (exitCode === 0) return stdout;
  throw new BacklotError('bake-failed', `The database of ${service} refused: ${psqlError(stderr).message}.`, {
    hint: 'Look at the seed and the migrations that made this database.',
    details: { service },
  });
}

/** One JSON answer of one query, validated. */
export async function askJson<T>(
  database: BakeDatabase,
  sql: string,
  answer: z.ZodType<T>,
  signal: AbortSignal,
): Promise<T> {
  const text = await runScript(database, sql, signal);
  return answer.parse(JSON.parse(text));
}

/** Databases of the server that hold data of their own. */
export const listDatabases = (database: BakeDatabase, signal: AbortSignal): Promise<readonly string[]> =>
  askJson(
    database,
    `select coalesce(json_agg(datname order by datname), '[]') from pg_database where datallowconn and not datistemplate;`,
    z.array(z.string()),
    signal,
  );
