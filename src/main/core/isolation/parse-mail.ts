import PostalMime, { type Attachment, decodeWords, type Email } from 'postal-mime';
import type { MailParts } from './mail-messages.ts';
import { placePictures } from './place-pictures.ts';

/** A header's encoded words as text (RFC 2047). */
export const decodeSubject = (subject: string): string => decodeWords(subject);

/** Nested parts and headers of a mail that means harm are given up beyond this. */
const limits = { maxNestingDepth: 64, maxHeadersSize: 2 ** 20 };

/** With its content as bytes, as it was asked for. */
const asPart = ({ contentId, mimeType, content }: Attachment) => ({
  contentId,
  mimeType,
  content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
});

/** A mail with all that it brings. @throws Error for one that means harm. */
export const parseParts = (source: Buffer): Promise<Email> =>
  PostalMime.parse(source, { ...limits, attachmentEncoding: 'arraybuffer' });

/** Reads a mail (RFC 5322, MIME). One that is broken gives what can be read of it. */
export async function parseMail(source: Buffer): Promise<MailParts> {
  const raw = source.toString('latin1');
  try {
    const { headers, text, html, attachments } = await parseParts(source);
    return {
      headers: headers.map(({ originalKey, key, value }) => ({
        name: originalKey ?? key,
        value: decodeWords(value),
      })),
      ...(text === undefined ? {} : { text }),
      ...(html === undefined ? {} : { html: placePictures(html, attachments.map(asPart)) }),
      attachments: attachments.map(({ filename, mimeType, content }) => ({
        name: filename ?? 'unnamed',
        type: mimeType,
        size: typeof content === 'string' ? content.length : content.byteLength,
      })),
      source: raw,
    };
  } catch {
    return { headers: [], text: raw, attachments: [], source: raw };
  }
}
