import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { BacklotError, toBacklotError } from '../../../../shared/errors.ts';
import { parseCsv } from './parse-csv.ts';
import type { PostgresPrograms } from './postgres-programs.ts';
import {
  asArgument,
  asCsv,
  beginReading,
  copyLimits,
  psql,
  type SessionLimits,
  usualLimits,
} from './session-sql.ts';
import type { InSnapshot, Row } from './source.ts';
import { streamProgram, streamWhole } from './stream-program.ts';
import type { WireSession } from './wire/open-wire.ts';

/** The engine takes no longer argument; a statement is one. */
const longestStatement = 120_000;

/** What reads a server: a connection of our own first, where there is one, then the programs beside it. */
export interface ReadingWays {
  /** For people. */
  readonly name: string;
  readonly programs?: PostgresPrograms | undefined;
  readonly wire?: ((signal: AbortSignal) => Promise<WireSession>) | undefined;
}

/** One session that reads: what it must do is between its beginning and its end. */
function sessionCommand(sql: string, limits: SessionLimits, options: InSnapshot | undefined): string[] {
  if (sql.length > longestStatement)
    throw new BacklotError('too-large', `A query of ${sql.length} characters is too long for one session.`, {
      hint: 'Shorten the condition it is made from.',
    });
  const steps = [beginReading(limits, options), sql, 'COMMIT'];
  return [...psql, ...steps.flatMap((step) => ['--command', asArgument(step)])];
}

/** The same session over a connection of our own. */
async function* readOnce(
  session: WireSession,
  rows: AsyncIterable<Buffer>,
  limits: SessionLimits,
  options: InSnapshot | undefined,
): AsyncGenerator<Buffer, void, undefined> {
  await session.run(beginReading(limits, options));
  yield* rows;
  await session.run('COMMIT');
}

async function readSql(
  { name, programs, wire }: ReadingWays,
  sql: string,
  { limits, doing }: { readonly limits: SessionLimits; readonly doing?: string | undefined },
  options: InSnapshot | undefined,
  signal: AbortSignal,
): Promise<Readable> {
  try {
    const session = await wire?.(signal);
    if (session !== undefined)
      return streamWhole(
        readOnce(session, session.copyOut(sql), limits, options),
        () => session.close(),
        signal,
      );
  } catch (error) {
    signal.throwIfAborted();
    if (programs === undefined) throw error instanceof BacklotError ? error : noAnswer(name, error);
  }
  if (programs === undefined) throw noAnswer(name);
  return streamProgram(programs, { command: sessionCommand(sql, limits, options), doing }, signal);
}

const noAnswer = (name: string, cause?: unknown): BacklotError =>
  new BacklotError('source-unreachable', `The server of ${name} does not answer any more.`, {
    hint: 'Look whether it runs, then try again.',
    details: { source: name },
    retryable: true,
    cause,
  });

/** Rows of a `COPY … TO STDOUT`, in a session of its own. @throws BacklotError as `mapPostgresError` says */
export const readCopy = (
  ways: ReadingWays,
  copy: string,
  options: InSnapshot | undefined,
  signal: AbortSignal,
): Promise<Readable> => readSql(ways, copy, { limits: copyLimits, doing: 'copying rows' }, options, signal);

/** A connection of our own, and where it goes when all that was asked for has come; after anything else it is closed. */
export interface InPlaceWay {
  /** For people. */
  readonly name: string;
  readonly wire: (signal: AbortSignal) => Promise<WireSession>;
  readonly giveBack: (session: WireSession) => void;
}

/** The same without a copy of what comes: each part is overwritten when the next is asked for. */
export async function readCopyInPlace(
  { name, wire, giveBack }: InPlaceWay,
  copy: string,
  options: InSnapshot | undefined,
  signal: AbortSignal,
): Promise<AsyncIterable<Buffer>> {
  const session = await wire(signal).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error instanceof BacklotError ? error : noAnswer(name, error);
  });
  return inPlace(
    { session, giveBack },
    readOnce(session, session.copyOutInPlace(copy), copyLimits, options),
    signal,
  );
}

async function* inPlace(
  { session, giveBack }: { readonly session: WireSession } & Pick<InPlaceWay, 'giveBack'>,
  parts: AsyncIterable<Buffer>,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  let whole = false;
  signal.addEventListener('abort', session.close, { once: true });
  try {
    signal.throwIfAborted();
    yield* parts;
    whole = true;
  } catch (error) {
    throw toBacklotError(signal.aborted ? signal.reason : error);
  } finally {
    signal.removeEventListener('abort', session.close);
    if (whole) giveBack(session);
    else session.close();
  }
}

/** Rows of a query, in a session of its own. @throws BacklotError as `mapPostgresError` says */
export async function readRows(
  ways: ReadingWays,
  sql: string,
  options: InSnapshot | undefined,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const said = await readSql(ways, asCsv(sql), { limits: usualLimits }, options, signal);
  return parseCsv((await buffer(said)).toString('utf8'));
}
