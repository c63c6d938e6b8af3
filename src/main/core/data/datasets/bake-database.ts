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
  '--set=VERBOSITY=verbose',
  `--username=${user}`,
  `--dbname=${database}`,
  '--file=-',
];

/** Classes of SQLSTATE whose words are a function's own, and may quote anything. */
const raised = /^(P0|F0|XX|HV|38|39|2F)/;

/** A server's words without the value that they may quote: which one it is, is in the file at that line. */
function withoutValue(state: string | undefined, words: string): string {
  if (state !== undefined && raised.test(state)) return `an error raised by the database (SQLSTATE ${state})`;
  const plain = words.replace(/(syntax error) at or near .*$/, '$1');
  if (state?.startsWith('22')) return plain.replace(/[:"].*$/, '').trimEnd();
  return plain.replace(
    /((?:invalid input|invalid byte|value too long|malformed|out of range)[^:"]*)[:"].*$/,
    '$1',
  );
}

/** What psql or pg_restore says of an error: its line, and the message without a row. Pure. */
export function psqlError(stderr: string): { readonly line: number | undefined; readonly message: string } {
  const found = /^psql:<stdin>:(\d+): [^\s:]+: +(?:([0-9A-Z]{5}): )?(.*)$/m.exec(stderr);
  if (found !== null) return { line: Number(found[1]), message: withoutValue(found[2], found[3] ?? '') };
  const restored = /^pg_restore: error: (?:.*?ERROR: +)?(.*)$/m.exec(stderr)?.[1];
  if (restored !== undefined) return { line: undefined, message: withoutValue(undefined, restored) };
  const last = stderr.trim().split('\n').at(-1) ?? '';
  return { line: undefined, message: last.replace(/^psql: error: /, '') };
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
