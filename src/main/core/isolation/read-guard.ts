import { Readable } from 'node:stream';
import { z } from 'zod';
import { egress } from '../../../shared/contract/isolation.ts';
import { mailBox } from '../../../shared/contract/mail.ts';
import { BacklotError } from '../../../shared/errors.ts';
import type {
  Egress,
  MailBox,
  MailSummary,
  ParsedMail,
  TrustedRoots,
} from '../../../shared/model/isolation.ts';
import type { RecordedAnswer } from '../../../shared/model/stubs.ts';
import { readJsonLines } from '../docker/json-lines.ts';
import { askGuard, type GuardQuestion } from './ask-guard.ts';
import type { MailAttachment } from './mail-messages.ts';
import type { Guard } from './reach-guard.ts';

const answers = <T>(
  { engine, container }: Guard,
  question: GuardQuestion,
  shape: z.ZodType<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> =>
  readJsonLines(
    engine,
    Readable.from(askGuard(engine, container, question, signal), { objectMode: false }),
    shape,
    signal,
  );

async function first<T>(all: AsyncGenerator<T, void, undefined>, { container }: Guard): Promise<T> {
  for await (const one of all) return one;
  throw new BacklotError('docker-failed', `The guard ${container} has given no answer.`, {
    hint: 'It may be starting: try again. Its log says more: backlot logs.',
    details: { container },
    retryable: true,
  });
}

/** What an environment has tried to reach since its guard started. @throws BacklotError as `askGuard` does. */
export const readEgress = (guard: Guard, signal: AbortSignal): Promise<Egress> =>
  first(answers(guard, { ask: 'egress' }, egress, signal), guard);

/** The same, again whenever it has changed, until the signal aborts or the guard ends. */
export const followEgress = (guard: Guard, signal: AbortSignal): AsyncGenerator<Egress, void, undefined> =>
  answers(guard, { ask: 'egress', follow: true }, egress, signal);

const trustedRoots = z.object({
  certificate: z.string(),
  roots: z.string(),
}) satisfies z.ZodType<TrustedRoots>;

/** The certificate of the environment's own authority, and the usual roots. */
export const readAuthority = (guard: Guard, signal: AbortSignal): Promise<TrustedRoots> =>
  first(answers(guard, { ask: 'authority' }, trustedRoots, signal), guard);

const recordedAnswers = z.array(
  z.object({
    host: z.string(),
    method: z.string(),
    path: z.string(),
    status: z.number(),
    headers: z.record(z.string(), z.string()),
    body: z.string().nullable(),
  }),
) satisfies z.ZodType<readonly RecordedAnswer[]>;

/** What a recorded host has answered since the guard started, as a file of stubs. @throws BacklotError `not-found`. */
export async function readRecorded(guard: Guard, host: string, signal: AbortSignal): Promise<string> {
  const all = await first(answers(guard, { ask: 'recorded' }, recordedAnswers, signal), guard);
  const own = all.filter((one) => one.host === host.toLowerCase());
  if (own.length === 0) {
    const others = [...new Set(all.map((one) => one.host))];
    throw new BacklotError('not-found', `Nothing was recorded of ${host} since the guard started.`, {
      hint:
        others.length > 0
          ? `There is something of ${others.join(', ')}.`
          : 'Name it under isolation.record in backlot.yaml, bring the environment up, and let a service ask it.',
      details: { host },
    });
  }
  const { recordedText } = await import('./recorded-text.ts');
  return recordedText(host, own);
}

const decoded = async ({ mails, refused }: MailBox): Promise<MailBox> => {
  const { decodeSubject } = await import('./parse-mail.ts');
  return { refused, mails: mails.map((one) => ({ ...one, subject: decodeSubject(one.subject) })) };
};

/** What the guard has captured, with its subjects decoded. */
export const readMails = async (guard: Guard, signal: AbortSignal): Promise<MailBox> =>
  decoded(await first(answers(guard, { ask: 'mails' }, mailBox, signal), guard));

/** The same, again whenever it has changed, until the signal aborts or the guard ends. */
export async function* followMails(
  guard: Guard,
  signal: AbortSignal,
): AsyncGenerator<MailBox, void, undefined> {
  for await (const box of answers(guard, { ask: 'mails', follow: true }, mailBox, signal))
    yield await decoded(box);
}

/** The mail that a text means: its id, the start of it when only one has that, or "last". Pure. */
export function findMail(mails: readonly MailSummary[], wanted: string): MailSummary {
  const found = wanted === 'last' ? mails.slice(0, 1) : mails.filter(({ id }) => id.startsWith(wanted));
  const exact = found.find(({ id }) => id === wanted) ?? found[0];
  if (exact !== undefined && (found.length === 1 || exact.id === wanted)) return exact;
  throw new BacklotError(
    'not-found',
    found.length > 1 ? `${found.length} mails begin with "${wanted}".` : `There is no mail "${wanted}".`,
    { hint: 'backlot mail list names them.', details: { mail: wanted } },
  );
}

/** The bytes of a captured mail, no more than `most`; `cut` where there are more. */
async function mailBytes(
  { engine, container }: Guard,
  id: string,
  most: number,
  signal: AbortSignal,
): Promise<{ readonly source: Buffer; readonly cut: boolean }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of askGuard(engine, container, { ask: 'mail', id }, signal)) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > most) break;
  }
  return { source: Buffer.concat(chunks).subarray(0, most), cut: bytes > most };
}

/** Bytes of a mail that are read here; the rest of a longer one is told of. */
const readBytes = 4 * 2 ** 20;

/** A mail up to this is read at once: a thread takes longer to start. */
const smallBytes = 64 * 2 ** 10;

/** One captured mail, read. @throws BacklotError `not-found`. */
export async function readMail(guard: Guard, wanted: string, signal: AbortSignal): Promise<ParsedMail> {
  const summary = findMail((await readMails(guard, signal)).mails, wanted);
  const { source, cut } = await mailBytes(guard, summary.id, readBytes, signal);
  const parts =
    source.length <= smallBytes
      ? await (await import('./parse-mail.ts')).parseMail(source)
      : await (await import('./read-in-thread.ts')).parseInThread(source, signal);
  return { summary, ...parts, cut };
}

/** No mail that the guard keeps is larger. */
const mostBytes = 50 * 2 ** 20;

/** A captured mail whole, as it was sent. @throws BacklotError `not-found`. */
export async function readMailSource(
  guard: Guard,
  wanted: string,
  signal: AbortSignal,
): Promise<{ readonly summary: MailSummary; readonly source: Buffer }> {
  const summary = findMail((await readMails(guard, signal)).mails, wanted);
  return { summary, source: (await mailBytes(guard, summary.id, mostBytes, signal)).source };
}

/** What is attached to a captured mail, by its number, counted from 1. @throws BacklotError `not-found`. */
export async function readAttachment(
  guard: Guard,
  wanted: string,
  number: number,
  signal: AbortSignal,
): Promise<MailAttachment> {
  const [{ attachmentInThread }, { summary, source }] = await Promise.all([
    import('./read-in-thread.ts'),
    readMailSource(guard, wanted, signal),
  ]);
  const found = await attachmentInThread(source, number, signal);
  if (found !== undefined) return found;
  throw new BacklotError('not-found', `The mail ${summary.id} has no attachment ${number}.`, {
    hint: `backlot mail show ${summary.id} names what is attached to it.`,
    details: { mail: summary.id, number },
  });
}
