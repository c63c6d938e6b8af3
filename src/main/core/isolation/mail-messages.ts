import type { WireError } from '../../../shared/errors.ts';
import type { ParsedMail } from '../../../shared/model/isolation.ts';

/** A mail's own bytes, to be read; with `number`, its attachment of that number, counted from 1. */
export interface MailAsked {
  readonly source: Uint8Array;
  readonly number?: number | undefined;
}

/** A mail as its own bytes tell it. */
export type MailParts = Omit<ParsedMail, 'summary' | 'cut'>;

/** What is attached to a mail, decoded. */
export interface MailAttachment {
  /** As the mail has it; "unnamed" without one. */
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** What the thread answers with, once. */
export type MailSaid =
  | { readonly kind: 'mail'; readonly mail: MailParts }
  | { readonly kind: 'attachment'; readonly attachment: MailAttachment | undefined }
  | { readonly kind: 'failed'; readonly error: WireError };
