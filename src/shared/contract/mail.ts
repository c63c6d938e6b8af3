import { z } from 'zod';
import type { AttachmentPart, MailBox, MailRelay, ParsedMail } from '../model/isolation.ts';
import { command, query, topic } from './define.ts';
import { started } from './operations.ts';
import { stackPlace } from './stacks.ts';

export const mailSummary = z.object({
  id: z.string(),
  at: z.number(),
  service: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  size: z.number(),
});

export const mailBox = z.object({
  mails: z.array(mailSummary),
  refused: z.number(),
}) satisfies z.ZodType<MailBox>;

export const parsedMail = z.object({
  summary: mailSummary,
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  text: z.string().optional(),
  html: z.string().optional(),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), size: z.number() })),
  source: z.string(),
  cut: z.boolean(),
}) satisfies z.ZodType<ParsedMail>;

export const attachmentPart = z.object({
  name: z.string(),
  type: z.string(),
  /** Bytes of the whole. */
  size: z.number(),
  /** Base64: what comes next of it, up to the cursor. */
  part: z.string(),
}) satisfies z.ZodType<AttachmentPart>;

export const mailRelay = z.object({
  to: z.array(z.string()),
  relay: z.string(),
  user: z.string().optional(),
  ready: z.boolean(),
}) satisfies z.ZodType<MailRelay>;

const project = z.string().min(1);

export const mail = {
  /** What the guard of an isolated environment has captured. */
  list: query(z.object(stackPlace), mailBox),
  /** The same now, then again whenever a mail has come; it ends when the guard does. */
  inbox: topic(z.object(stackPlace), mailBox),
  /** One of them, read; `id` may be the start of it, or "last". */
  show: query(z.object({ ...stackPlace, id: z.string().min(1) }), parsedMail),
  /**
   * What is attached to a mail, by its number, counted from 1, in parts; it ends with the last. A cursor is how many
   * bytes have come.
   */
  attachment: topic(
    z.object({ ...stackPlace, id: z.string().min(1), number: z.number().int().min(1) }),
    attachmentPart,
  ),
  /** Where mails of a project may be released to; nothing: nowhere. */
  relay: query(z.object({ project }), z.object({ relay: mailRelay.optional() })),
  /** Keeps the password of the relay's user; without one, forgets it. */
  setRelayPassword: command(
    z.object({ project, password: z.string().min(1).max(1000).optional() }),
    z.object({}),
  ),
  /** Starts to release a mail to an address that backlot.yaml allows. What it was refused for is told at once. */
  release: command(z.object({ ...stackPlace, id: z.string().min(1), to: z.string().min(1) }), started),
};
