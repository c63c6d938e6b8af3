import { Worker } from 'node:worker_threads';
import { BacklotError, errorFromWire } from '../../../../shared/errors.ts';
import type { ColumnTally } from './column-tally.ts';
import type { CompiledTable } from './compiled-table.ts';
import { type MaskAnswer, type MaskRequest, ownBytes } from './mask-messages.ts';

/** One stream of a table's rows on its way through a worker. */
export interface MaskStream {
  /** As `RowMasker.push`; several may be under way, they are answered in order. The chunk stays the caller's. */
  readonly push: (chunk: Uint8Array, signal: AbortSignal) => Promise<Buffer>;
  /** The rest, and what was counted; join those of a table's streams with `joinTallies`. Ends the stream. */
  readonly end: (
    signal: AbortSignal,
  ) => Promise<{ readonly data: Buffer; readonly tallies: readonly (ColumnTally | undefined)[] }>;
  /** Ends the stream wherever it is; its worker is free for others. */
  readonly close: () => void;
}

/** Threads that mask. */
export interface MaskPool {
  /** A stream in the worker that has the fewest. */
  readonly open: (table: CompiledTable) => MaskStream;
  readonly close: () => Promise<void>;
}

/** The worker's file: beside this one in the sources, beside the bundles when built. */
function workerFile(): URL {
  const here = import.meta.url;
  // Names that are put together are left alone by the bundler.
  const name = here.endsWith('.ts') ? 'mask-worker.ts' : 'mask-worker.js';
  return new URL(`${here.includes('/chunks/') ? '..' : '.'}/${name}`, here);
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<
    number,
    { readonly resolve: (answer: MaskAnswer) => void; readonly reject: (error: unknown) => void }
  >;
  streams: number;
  failed: BacklotError | undefined;
}

function startThread(file: URL): Thread {
  const worker = new Worker(file);
  const thread: Thread = { worker, waiting: new Map(), streams: 0, failed: undefined };
  const fail = (error: BacklotError): void => {
    thread.failed ??= error;
    for (const { reject } of thread.waiting.values()) reject(thread.failed);
    thread.waiting.clear();
  };
  worker.on('message', (answer: MaskAnswer) => {
    const waiter = thread.waiting.get(answer.ask);
    thread.waiting.delete(answer.ask);
    if ('error' in answer) waiter?.reject(errorFromWire(answer.error));
    else waiter?.resolve(answer);
  });
  worker.on('error', (cause) => {
    // Its message could quote what it worked on.
    fail(new BacklotError('internal', 'A thread that masks data has failed.', { cause: cause.name }));
  });
  worker.on('exit', () => fail(new BacklotError('internal', 'A thread that masks data has ended.')));
  // Work that is under way keeps the process; an idle thread does not.
  worker.unref();
  return thread;
}

/** Starts so many masking threads. `file` is their program, for tests of the built one. */
export function createMaskPool(size: number, file: URL = workerFile()): MaskPool {
  const threads: Thread[] = [];
  let streams = 0;
  let asks = 0;

  const pick = (): Thread => {
    const alive = threads.filter(({ failed }) => failed === undefined);
    const idle = alive.find((thread) => thread.streams === 0);
    if (idle !== undefined) return idle;
    if (alive.length < size) {
      const thread = startThread(file);
      threads.push(thread);
      return thread;
    }
    return alive.reduce((least, thread) => (thread.streams < least.streams ? thread : least));
  };

  async function ask(
    thread: Thread,
    request: MaskRequest,
    hand: readonly ArrayBuffer[] = [],
  ): Promise<MaskAnswer> {
    if (thread.failed !== undefined) throw thread.failed;
    thread.worker.ref();
    try {
      return await new Promise((resolve, reject) => {
        thread.waiting.set(request.ask, { resolve, reject });
        thread.worker.postMessage(request, [...hand]);
      });
    } finally {
      if (thread.waiting.size === 0) thread.worker.unref();
    }
  }

  return {
    open: (table) => {
      const thread = pick();
      streams += 1;
      const stream = streams;
      thread.streams += 1;
      let open = true;
      const nextAsk = (): number => {
        asks += 1;
        return asks;
      };
      // An error here comes again with the first push, where somebody waits for it.
      const opened = ask(thread, { ask: nextAsk(), kind: 'open', stream, table });
      opened.catch(() => {});
      const close = (): void => {
        if (!open) return;
        open = false;
        thread.streams -= 1;
        if (thread.failed === undefined)
          ask(thread, { ask: nextAsk(), kind: 'close', stream }).catch(() => {});
      };
      const send = async (request: MaskRequest, hand: readonly ArrayBuffer[], signal: AbortSignal) => {
        signal.throwIfAborted();
        const answered = ask(thread, request, hand);
        const [answer] = await Promise.all([answered, opened]);
        signal.throwIfAborted();
        if ('error' in answer) throw errorFromWire(answer.error);
        return answer;
      };
      return {
        push: async (chunk, signal) => {
          const data = ownBytes(chunk);
          const answer = await send({ ask: nextAsk(), kind: 'push', stream, data }, [data], signal);
          return Buffer.from(answer.data ?? new ArrayBuffer(0));
        },
        end: async (signal) => {
          try {
            const answer = await send({ ask: nextAsk(), kind: 'end', stream }, [], signal);
            return { data: Buffer.from(answer.data ?? new ArrayBuffer(0)), tallies: answer.tallies ?? [] };
          } finally {
            close();
          }
        },
        close,
      };
    },
    close: async () => {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}
