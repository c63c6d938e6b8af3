import { BacklotError, errorFromWire } from '../../../../shared/errors.ts';
import type { OriginalsFound } from '../snapshots/original-sample.ts';
import type { ProgramLink } from './program-link.ts';
import type {
  PackedChunk,
  PieceEnd,
  PieceRequest,
  ProgramAnswer,
  ProgramRequest,
} from './row-program-messages.ts';

/** Told of a piece while it is read. */
export interface PieceEvents {
  /** Stores masked rows; the program runs ahead of it by two chunks. */
  readonly onChunk: (chunk: PackedChunk) => Promise<void>;
  /** Raw bytes that were read of the piece so far. */
  readonly onRead: (bytes: number) => void;
}

/** One program as the core drives it: one thing at a time. */
export interface RowSession {
  readonly sample: (signal: AbortSignal) => Promise<OriginalsFound>;
  readonly originals: (found: OriginalsFound) => void;
  readonly read: (piece: PieceRequest, events: PieceEvents, signal: AbortSignal) => Promise<PieceEnd>;
  /** True once it can do nothing more. */
  readonly isLost: () => boolean;
  readonly close: () => Promise<void>;
}

/** A program that was told to stop says so within this time, or is given up. */
const stopsWithinMs = 10_000;

export function createRowSession(
  link: ProgramLink,
  begin: Extract<ProgramRequest, { readonly kind: 'begin' }>,
): RowSession {
  let lost: Error | undefined;
  let current:
    | { readonly take: (answer: ProgramAnswer) => void; readonly fail: (error: unknown) => void }
    | undefined;

  link.onAnswer((answer) => current?.take(answer));
  link.onLost((error) => {
    lost ??= error;
    current?.fail(lost);
  });
  link.post(begin);

  /** Asks and waits until an answer is the last one; an abort stops the program and waits for its word. */
  async function ask<T>(
    request: ProgramRequest,
    settle: (answer: ProgramAnswer) => { readonly value: T } | undefined,
    signal: AbortSignal,
    failing?: AbortSignal,
  ): Promise<T> {
    signal.throwIfAborted();
    if (lost) throw lost;
    const done = Promise.withResolvers<T>();
    let late: NodeJS.Timeout | undefined;
    const stop = (): void => {
      link.post({ kind: 'stop' });
      late = setTimeout(() => {
        lost ??= new BacklotError('internal', 'A program that reads rows did not stop.');
        done.reject(lost);
      }, stopsWithinMs);
    };
    current = {
      take(answer) {
        if (answer.kind === 'failed') done.reject(errorFromWire(answer.error));
        else {
          const settled = settle(answer);
          if (settled) done.resolve(settled.value);
        }
      },
      fail: done.reject,
    };
    const either = failing ? AbortSignal.any([signal, failing]) : signal;
    either.addEventListener('abort', stop, { once: true });
    link.post(request);
    try {
      return await done.promise;
    } catch (error) {
      if (either.aborted) throw either.reason;
      throw error;
    } finally {
      either.removeEventListener('abort', stop);
      clearTimeout(late);
      current = undefined;
    }
  }

  return {
    sample: (signal) =>
      ask(
        { kind: 'sample' },
        (answer) => (answer.kind === 'sampled' ? { value: answer.found } : undefined),
        signal,
      ),
    originals: (found) => link.post({ kind: 'originals', found }),
    async read(piece, { onChunk, onRead }, signal) {
      const failed = new AbortController();
      let storing: Promise<void> = Promise.resolve();
      const store = (chunk: PackedChunk): void => {
        storing = storing.then(async () => {
          if (failed.signal.aborted || signal.aborted) return;
          try {
            await onChunk(chunk);
            link.post({ kind: 'taken' });
          } catch (error) {
            failed.abort(error);
          }
        });
      };
      const reading = ask(
        { kind: 'read', ...piece },
        (answer) => {
          if (answer.kind === 'chunk') store(answer);
          else if (answer.kind === 'progress') onRead(answer.read);
          else if (answer.kind === 'end') return { value: answer };
          return undefined;
        },
        signal,
        failed.signal,
      );
      // Nothing is stored any more when this has ended, however it did.
      const [end] = await Promise.allSettled([reading]);
      await storing;
      failed.signal.throwIfAborted();
      signal.throwIfAborted();
      if (end.status === 'rejected') throw end.reason;
      return end.value;
    },
    isLost: () => lost !== undefined,
    close: () => link.close(),
  };
}
