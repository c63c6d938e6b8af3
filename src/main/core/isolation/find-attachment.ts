import type { MailAttachment } from './mail-messages.ts';
import { parseParts } from './parse-mail.ts';

/** The attachment of a number, counted from 1 as `parseMail` lists them. Undefined: there is none. */
export async function findAttachment(source: Buffer, number: number): Promise<MailAttachment | undefined> {
  const { attachments } = await parseParts(source).catch(() => ({ attachments: [] }));
  const found = attachments[number - 1];
  if (found === undefined) return undefined;
  const { filename, mimeType, content } = found;
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  return { name: filename ?? 'unnamed', type: mimeType, content: bytes };
}
