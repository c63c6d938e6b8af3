import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { BacklotError } from '../../../../shared/errors.ts';
import type { StreamingExec } from '../../docker/stream-exec.ts';
import type { PostgresPrograms } from './postgres-programs.ts';
import { succeed } from './run-program.ts';
import { psql } from './session-sql.ts';
import { splitStatements } from './split-statements.ts';
import type { WireSession } from './wire/open-wire.ts';

/** One session that writes, for many statements. Whoever opened it ends it; an error has ended it already. */
export interface TargetSession {
  /** Runs SQL to its end. @throws BacklotError as `mapPostgresError` says. */
  readonly run: (sql: string) => Promise<void>;
  /**
   * Runs `before`, which ends with a `COPY … FROM STDIN;`, then its rows, then `after`. Answers how many rows the
   * server says it has taken; undefined where it does not say.
   * @throws BacklotError also `data-unreadable` when the rows are not whole, and whatever their reading throws.
   */
  readonly copyIn: (copy: CopyIn) => Promise<number | undefined>;
  readonly end: () => void;
}

export interface CopyIn {
  readonly before: string;
  readonly rows: AsyncIterable<Uint8Array>;
  readonly after: string;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

const endOfData = Buffer.from('\n\\.');
const newline = 10;

/**
 * Passes rows on as they come, after a look at them: a line that begins as the end of data does would end
 * the copy, and what follows it would be run.
 * @throws BacklotError `data-unreadable`.
 */
export async function* wholeRows(rows: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let tail: Buffer = Buffer.from('\n');
  for await (const chunk of rows) {
    if (chunk.length === 0) continue;
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const seam = Buffer.concat([tail, bytes.subarray(0, 2)]);
    if (seam.includes(endOfData) || bytes.includes(endOfData)) throw unreadable('hold an end of data inside');
    tail = Buffer.from(Buffer.concat([tail, bytes.subarray(-2)]).subarray(-2));
    yield chunk;
  }
  if (tail.at(-1) !== newline) throw unreadable('end within a row');
}

const unreadable = (what: string): BacklotError =>
  new BacklotError('data-unreadable', `The rows to load ${what}.`, {
    hint: 'Verify the snapshot they come from, or pull it again.',
  });

/** The same over a connection of our own. */
export function wireTargetSession(wire: WireSession, signal: AbortSignal): TargetSession {
  /** What follows from a cancelled session is the cancelling. */
  const or = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      wire.close();
      signal.throwIfAborted();
      throw error;
    }
  };
  const runAll = async (statements: readonly string[]): Promise<void> => {
    for (const statement of statements) await wire.run(statement);
  };
  async function* counted({ rows, onBytes }: CopyIn): AsyncGenerator<Uint8Array> {
    for await (const chunk of wholeRows(rows)) {
      yield chunk;
      onBytes?.(chunk.length);
    }
  }
  return {
    run: (sql) => or(() => runAll(splitStatements(sql))),
    copyIn: (copy) =>
      or(async () => {
        const before = splitStatements(copy.before);
        await runAll(before.slice(0, -1));
        const taken = await wire.copyIn(before.at(-1) ?? '', counted(copy));
        await runAll(splitStatements(copy.after));
        return taken;
      }),
    end: () => wire.close(),
  };
}

/** Opens a session on a server that is written, through `psql`. */
export async function openSession(programs: PostgresPrograms, signal: AbortSignal): Promise<TargetSession> {
  const run = { command: [...psql, '--file=-'], doing: 'loading data' };
  const exec = await programs.start(run.command, { dies: false }, signal);
  const ended = awaitEnd(programs, exec, run, signal);
  const hangUp = (): void => exec.close();
  signal.addEventListener('abort', hangUp, { once: true });
  let count = 0;
  const answers = new Map<string, () => void>();
  createInterface({ input: exec.stdout })
    .on('line', (line) => answers.get(line)?.())
    .on('error', () => {});

  const write = async (bytes: Uint8Array | string): Promise<void> => {
    if (exec.stdin.destroyed) await ended;
    if (exec.stdin.write(bytes)) return;
    await Promise.race([once(exec.stdin, 'drain'), ended]);
  };
  /** Resolves when the program has come to this place of its script. */
  const reach = async (): Promise<void> => {
    count += 1;
    const mark = `backlot ${count}`;
    const reached = new Promise<void>((resolve) => answers.set(mark, resolve));
    await write(`\n\\echo ${mark}\n`);
    await Promise.race([reached, ended]);
    answers.delete(mark);
  };
  const end = (): void => {
    signal.removeEventListener('abort', hangUp);
    exec.close();
  };
  return {
    run: async (sql) => {
      await write(`${sql}\n`);
      await reach();
    },
    copyIn: async ({ before, rows, after, onBytes }) => {
      try {
        await write(`${before}\n`);
        for await (const chunk of wholeRows(rows)) {
          await write(chunk);
          onBytes?.(chunk.length);
        }
        await write(`\\.\n${after}\n`);
      } catch (error) {
        // What is missing of the rows must not become their end.
        end();
        throw error;
      }
      await reach();
      return undefined;
    },
    end,
  };
}

/** Never resolves: rejects when the session has ended, whatever it ended with. */
async function awaitEnd(
  programs: PostgresPrograms,
  exec: StreamingExec,
  run: { readonly command: readonly string[]; readonly doing: string },
  signal: AbortSignal,
): Promise<never> {
  const rejected = Promise.withResolvers<never>();
  rejected.promise.catch(() => {});
  exec.stdout.once('close', () => {
    const why = async (): Promise<never> => {
      signal.throwIfAborted();
      await succeed(programs, exec, run);
      throw new BacklotError('source-unreachable', `The session with ${programs.name} has ended.`, {
        hint: "The server's own log says why.",
      });
    };
    why().catch(rejected.reject);
  });
  return rejected.promise;
}
