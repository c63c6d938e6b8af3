import { parentPort } from 'node:worker_threads';
import { errorToWire } from '../../../../shared/errors.ts';
import { chooseRows, type RowsWanted } from './choose-rows.ts';
import type { SubsetSaid, SubsetTold } from './subset-messages.ts';

/** A thread that chooses rows: it has the keys and their file, the main thread passes on what a source sends. */
const say = (message: SubsetSaid): void => parentPort?.postMessage(message);

const waiting: (Buffer | undefined)[] = [];
let wake: (() => void) | undefined;

async function* incoming(): AsyncGenerator<Buffer, void, undefined> {
  for (;;) {
    while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    const rows = waiting.shift();
    if (rows === undefined) return;
    yield rows;
    say({ kind: 'taken' });
  }
}

async function choose(wanted: RowsWanted): Promise<void> {
  const open = async (pass: number): Promise<AsyncIterable<Buffer>> => {
    say({ kind: 'open', pass });
    return incoming();
  };
  // It is ended from outside, wherever it is.
  const { signal } = new AbortController();
  const passed = (pass: number, rows: number): void => say({ kind: 'passed', pass, rows });
  // The file is removed by the one who asked, also when this thread is no more.
  const { tables, notes } = await chooseRows(wanted, open, passed, signal);
  say({ kind: 'chosen', tables, notes });
}

parentPort?.on('message', (told: SubsetTold) => {
  switch (told.kind) {
    case 'choose':
      choose(told.wanted).catch((error: unknown) => say({ kind: 'failed', error: errorToWire(error) }));
      return;
    case 'rows':
    case 'rows-end':
      waiting.push(told.kind === 'rows' ? Buffer.from(told.data) : undefined);
      wake?.();
  }
});
