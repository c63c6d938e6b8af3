import { BacklotError } from '../../../../shared/errors.ts';
import { createRowMasker } from '../mask/create-row-masker.ts';
import { wireReader } from '../postgres/wire-reader.ts';
import { createFrameReader, encodeFrame } from './frames.ts';
import { createRowProgram } from './row-program.ts';
import type { ProgramRequest } from './row-program-messages.ts';

/**
 * The program of one session beside its source: requests on its input, answers on its output. It reads no file, no
 * argument and no variable; what it is to know comes in its first request. It ends when its input does.
 */
const isRequest = (value: unknown): value is ProgramRequest =>
  typeof value === 'object' && value !== null && 'kind' in value;

const program = createRowProgram({
  async openReader(place) {
    if (place.kind === 'wire') return wireReader(place.address);
    throw new BacklotError('source-unsupported', 'A program beside a source reads over a connection alone.');
  },
  masker({ pulled, compiled }) {
    if (!compiled) throw new Error(`no rules were compiled for ${pulled.name}`);
    return createRowMasker(compiled);
  },
  openSubset() {
    throw new BacklotError('unsupported', 'A program beside a source takes whole tables.');
  },
  send(answer) {
    const { data, message } =
      answer.kind === 'chunk'
        ? { data: answer.data, message: { ...answer, data: undefined } }
        : { data: undefined, message: answer };
    for (const part of encodeFrame(message, data)) process.stdout.write(part);
  },
});

// What it worked on could be in the words of an error: none is printed.
process.on('uncaughtException', () => process.exit(70));
process.stdout.on('error', () => process.exit(0));

const read = createFrameReader();
process.stdin.on('data', (chunk: Buffer) => {
  for (const { message } of read(chunk)) if (isRequest(message)) program.take(message);
});
process.stdin.on('end', () => {
  program.close();
  // What the server is told of its end goes out first.
  setTimeout(() => process.exit(0), 200);
});
