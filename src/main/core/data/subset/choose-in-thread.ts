import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { BacklotError, errorFromWire } from '../../../../shared/errors.ts';
import { programFile } from '../../program-file.ts';
import type { ChooseRows, ChosenRows, OpenPass, RowsWanted } from './choose-rows.ts';
import type { SubsetSaid, SubsetTold } from './subset-messages.ts';

/** Pieces of rows that are on their way to the thread at a time. */
const inFlight = 8;

interface Talk {
  readonly worker: Worker;
  readonly open: OpenPass;
  readonly signal: AbortSignal;
  /** Waits until the thread has worked through enough of what it was sent. */
  readonly room: () => Promise<void>;
}

async function sendPass({ worker, open, signal, room }: Talk, pass: number): Promise<void> {
  for await (const chunk of await open(pass, signal)) {
    signal.throwIfAborted();
    const data = new ArrayBuffer(chunk.byteLength);
    new Uint8Array(data).set(chunk);
    worker.postMessage({ kind: 'rows', data } satisfies SubsetTold, [data]);
    await room();
  }
  worker.postMessage({ kind: 'rows-end' } satisfies SubsetTold);
}

function talk(
  worker: Worker,
  wanted: RowsWanted,
  open: OpenPass,
  onPass: (pass: number, rows: number) => void,
  signal: AbortSignal,
): Promise<Omit<ChosenRows, 'close'>> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let wake: (() => void) | undefined;
    const room = async (): Promise<void> => {
      sent += 1;
      while (sent >= inFlight) {
        signal.throwIfAborted();
        await new Promise<void>((free) => (wake = free));
      }
    };
    const abort = (): void => {
      reject(signal.reason);
      wake?.();
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    worker.on('message', (said: SubsetSaid) => {
      switch (said.kind) {
        case 'open':
          sendPass({ worker, open, signal, room }, said.pass).catch(reject);
          return;
        case 'taken':
          sent -= 1;
          wake?.();
          return;
        case 'passed':
          onPass(said.pass, said.rows);
          return;
        case 'chosen':
          resolve({ tables: said.tables, notes: said.notes });
          return;
        case 'failed':
          reject(errorFromWire(said.error));
      }
    });
    // Its message could quote what it worked on.
    worker.on('error', ({ name }) =>
      reject(new BacklotError('internal', 'The thread that chooses rows has failed.', { cause: name })),
    );
    worker.on('exit', () => reject(new BacklotError('internal', 'The thread that chooses rows has ended.')));
    worker.postMessage({ kind: 'choose', wanted } satisfies SubsetTold);
  });
}

/** Chooses rows in a thread of its own. `program` is its file, for tests of the built one. */
export const chooseInThread =
  (program?: URL): ChooseRows =>
  async (wanted, open, onPass, signal) => {
    const worker = new Worker(program ?? programFile(import.meta.url, 'subset-worker'));
    const stop = new AbortController();
    const remove = (): void => rmSync(wanted.file, { force: true });
    try {
      const chosen = await talk(worker, wanted, open, onPass, AbortSignal.any([signal, stop.signal]));
      return { ...chosen, close: remove };
    } catch (error) {
      stop.abort(error);
      await worker.terminate();
      remove();
      throw error;
    } finally {
      // What it leaves behind is a file, and memory that is shared.
      await worker.terminate();
    }
  };
