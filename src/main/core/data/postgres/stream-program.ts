import { Readable } from 'node:stream';
import { toBacklotError } from '../../../../shared/errors.ts';
import type { PostgresPrograms } from './postgres-programs.ts';
import { type ProgramRun, succeed } from './run-program.ts';

/**
 * A program's output as it comes. Its end is a whole answer: a failure destroys it with a BacklotError, and
 * so does the signal.
 */
export async function streamProgram(
  programs: PostgresPrograms,
  run: ProgramRun,
  signal: AbortSignal,
): Promise<Readable> {
  const exec = await programs.start(run.command, { dies: true }, signal);
  async function* whole(): AsyncGenerator<Buffer, void, undefined> {
    for await (const chunk of exec.stdout) yield chunk;
    signal.throwIfAborted();
    await succeed(programs, exec, run);
  }
  return streamWhole(whole(), () => exec.close(), signal);
}

/** A stream of what a generator yields that ends without an error only when that is all. */
export function streamWhole(
  chunks: AsyncGenerator<Buffer, void, undefined>,
  close: () => void,
  signal: AbortSignal,
): Readable {
  async function* mapped(): AsyncGenerator<Buffer, void, undefined> {
    try {
      yield* chunks;
    } catch (error) {
      throw toBacklotError(signal.aborted ? signal.reason : error);
    } finally {
      close();
    }
  }
  const stream = Readable.from(mapped(), { objectMode: false, highWaterMark: 256 * 1024 });
  const abort = (): void => {
    close();
    stream.destroy(toBacklotError(signal.reason));
  };
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  stream.once('close', () => {
    signal.removeEventListener('abort', abort);
    close();
  });
  return stream;
}
