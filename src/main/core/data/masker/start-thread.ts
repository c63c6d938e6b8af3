import { Worker } from 'node:worker_threads';
import { BacklotError } from '../../../../shared/errors.ts';
import { programFile } from '../../program-file.ts';
import type { StartProgram } from './program-link.ts';
import { programAnswer } from './row-program-messages.ts';

/** Programs in threads of this process. `file` is for tests of the built one. */
export const startThread =
  (file = programFile(import.meta.url, 'row-thread')): StartProgram =>
  async () => {
    const worker = new Worker(file);
    let closed = false;
    return {
      post: (request) => worker.postMessage(request),
      onAnswer: (listener) => {
        worker.on('message', (said: unknown) => {
          if (said !== 'closed') listener(programAnswer.parse(said));
        });
      },
      onLost: (listener) => {
        const lost = (cause?: string): void => {
          if (!closed)
            listener(new BacklotError('internal', 'A thread that reads rows has ended.', { cause }));
        };
        // Its message could quote what it worked on.
        worker.on('error', (error) => lost(error.name));
        worker.on('exit', () => lost());
      },
      async close() {
        if (closed) return;
        closed = true;
        worker.removeAllListeners('message');
        const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
        // Asked first, so that it takes leave of its server.
        worker.postMessage('close');
        const late = setTimeout(() => worker.terminate(), closesWithinMs);
        await ended;
        clearTimeout(late);
      },
    };
  };

const closesWithinMs = 5000;
