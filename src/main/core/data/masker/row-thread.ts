import { parentPort } from 'node:worker_threads';
import { connectEngine } from '../../docker/connect-engine.ts';
import { createRowMasker } from '../mask/create-row-masker.ts';
import { openReader } from '../postgres/open-reader.ts';
import { openSubset } from '../subset/open-subset.ts';
import { createRowFilter } from '../subset/row-filter.ts';
import { createRowProgram } from './row-program.ts';
import type { ProgramRequest } from './row-program-messages.ts';

/** The program of one session, in a thread of the core. */
const port = parentPort;
if (!port) throw new Error('This is the program of a thread.');

const program = createRowProgram({
  openReader: (place, signal) => openReader(place, connectEngine, signal),
  masker({ pulled, compiled }) {
    if (!compiled) throw new Error(`no rules were compiled for ${pulled.name}`);
    return createRowMasker(compiled);
  },
  openSubset(handle) {
    const open = openSubset(handle);
    return {
      filter({ table, columns }) {
        const kept = open.keeps(table);
        if (!kept) return undefined;
        const names = columns.map(({ column }) => column.name);
        const places = kept.columns.map((name) => names.indexOf(name));
        return createRowFilter(names, places, kept.has);
      },
      close: open.close,
    };
  },
  send(answer) {
    if (answer.kind !== 'chunk') {
      port.postMessage(answer);
      return;
    }
    // Handed over, not copied: it is compressed and this side has no more use for it.
    const data = new Uint8Array(answer.data);
    port.postMessage({ ...answer, data }, [data.buffer]);
  },
});

port.on('message', (request: ProgramRequest | 'close') => {
  if (request === 'close') {
    program.close();
    port.close();
  } else program.take(request);
});
