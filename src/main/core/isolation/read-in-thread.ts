import { Worker } from 'node:worker_threads';
import { BacklotError, errorFromWire } from '../../../shared/errors.ts';
import { programFile } from '../program-file.ts';
import type { MailAsked, MailAttachment, MailParts, MailSaid } from './mail-messages.ts';

/** The reading of a mail of the guard's largest size, 50 MiB, stays below this. */
const mostMegabytes = 1024;

async function ask(
  asked: MailAsked,
  signal: AbortSignal,
  file = programFile(import.meta.url, 'mail-thread'),
): Promise<MailSaid> {
  signal.throwIfAborted();
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } });
  let abort: (() => void) | undefined;
  try {
    return await new Promise<MailSaid>((resolve, reject) => {
      abort = () => reject(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      worker.once('message', resolve);
      // Its message could quote the mail.
      worker.once('error', ({ name }) =>
        reject(new BacklotError('internal', 'The thread that reads a mail has failed.', { cause: name })),
      );
      worker.once('exit', () =>
        reject(new BacklotError('internal', 'The thread that reads a mail has ended.')),
      );
      worker.postMessage(asked);
    });
  } finally {
    if (abort) signal.removeEventListener('abort', abort);
    await worker.terminate();
  }
}

/** `parseMail`, in a thread of its own. `file` is its program, for tests of the built one. */
export async function parseInThread(source: Buffer, signal: AbortSignal, file?: URL): Promise<MailParts> {
  const said = await ask({ source }, signal, file);
  if (said.kind === 'mail') return said.mail;
  throw said.kind === 'failed' ? errorFromWire(said.error) : new Error(said.kind);
}

/** `findAttachment`, in a thread of its own. */
export async function attachmentInThread(
  source: Buffer,
  number: number,
  signal: AbortSignal,
  file?: URL,
): Promise<MailAttachment | undefined> {
  const said = await ask({ source, number }, signal, file);
  if (said.kind === 'attachment') return said.attachment;
  throw said.kind === 'failed' ? errorFromWire(said.error) : new Error(said.kind);
}
