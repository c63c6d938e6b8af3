import { parentPort } from 'node:worker_threads';
import { errorToWire } from '../../../shared/errors.ts';
import { findAttachment } from './find-attachment.ts';
import type { MailAsked, MailSaid } from './mail-messages.ts';
import { parseMail } from './parse-mail.ts';

/** A thread that reads one mail: a large one takes seconds, without a pause. */
const say = (message: MailSaid): void => parentPort?.postMessage(message);

async function read({ source, number }: MailAsked): Promise<MailSaid> {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  return number === undefined
    ? { kind: 'mail', mail: await parseMail(bytes) }
    : { kind: 'attachment', attachment: await findAttachment(bytes, number) };
}

parentPort?.once('message', (asked: MailAsked) => {
  read(asked).then(say, (error: unknown) => say({ kind: 'failed', error: errorToWire(error) }));
});
