import type { InSnapshot } from './source.ts';
import { sqlLiteral } from './sql-text.ts';

/** How long a session may take, in milliseconds; 0 is no limit. */
export interface SessionLimits {
  readonly statementMs: number;
  readonly lockMs: number;
  readonly idleMs: number;
}

export const usualLimits: SessionLimits = {
  statementMs: 10 * 60_000,
  lockMs: 15_000,
  // A session whose reader is gone, or a keeper that no heartbeat reaches, ends by itself.
  idleMs: 10 * 60_000,
};

/** For the copy of a big table: as long as it takes, within a day. */
export const copyLimits: SessionLimits = { ...usualLimits, statementMs: 24 * 60 * 60_000 };

/**
 * Begins a read-only session of one moment, in which every value has one canonical text. Settings are local
 * to the transaction, so that a pool's next user does not inherit them.
 */
export function beginReading(limits: SessionLimits, { snapshot, qualified }: InSnapshot = {}): string {
  return [
    'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
    ...(snapshot === undefined ? [] : [`SET TRANSACTION SNAPSHOT ${sqlLiteral(snapshot)}`]),
    `SET LOCAL statement_timeout = ${limits.statementMs}`,
    `SET LOCAL lock_timeout = ${limits.lockMs}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${limits.idleMs}`,
    "SET LOCAL client_encoding = 'UTF8'",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL IntervalStyle = 'postgres'",
    "SET LOCAL TimeZone = 'UTC'",
    'SET LOCAL extra_float_digits = 3',
    "SET LOCAL bytea_output = 'hex'",
    'SET LOCAL standard_conforming_strings = on',
    // Rows that a policy hides would be missing without a word: fail instead.
    'SET LOCAL row_security = off',
    'SET LOCAL synchronize_seqscans = off',
    // Compiling what is asked of the catalogue takes ten times as long as answering it.
    'SET LOCAL jit = off',
    ...(qualified ? ["SET LOCAL search_path = ''"] : []),
  ].join('; ');
}

/** A statement as an argument of `psql -c`: a leading backslash would make it a command of psql's own. */
export const asArgument = (sql: string): string => ` ${sql}`;

/** The statement that writes the rows of a query as CSV with names, values quoted and nulls not. */
export const asCsv = (sql: string): string =>
  `COPY (${sql.replace(/[\s;]+$/, '')}\n) TO STDOUT WITH (FORMAT csv, HEADER, FORCE_QUOTE *)`;

/** `psql` as every session uses it: nothing of the user's, no prompt, an error ends it. */
export const psql: readonly string[] = [
  'psql',
  '--no-psqlrc',
  '--quiet',
  '--no-align',
  '--tuples-only',
  '--no-password',
  '--set=ON_ERROR_STOP=1',
  '--set=VERBOSITY=verbose',
];
