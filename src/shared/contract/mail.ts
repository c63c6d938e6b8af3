import { z } from 'zod';
import type { MailBox, ParsedMail } from '../model/isolation.ts';
import { query, topic } from './define.ts';
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

export const mail = {
  /** What the guard of an isolated environment has captured. */
  list: query(z.object(stackPlace), mailBox),
  /** The same now, then again whenever a mail has come; it ends when the guard does. */
  inbox: topic(z.object(stackPlace), mailBox),
  /** One of them, read; `id` may be the start of it, or "last". */
  show: query(z.object({ ...stackPlace, id: z.string().min(1) }), parsedMail),
};
