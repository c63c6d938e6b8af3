import type { MailBox, MailRelay, MailSummary, ParsedMail } from '../../../shared/model/isolation.ts';
import { agoText, bytesText } from './quantity-text.ts';
import { tableText } from './table-text.ts';
import { oneLine } from './terminal-text.ts';

/** An inbox as a table. */
export function mailsText({ mails, refused }: MailBox, now: number): string {
  const table =
    mails.length === 0
      ? 'No mail was sent yet.'
      : tableText(
          ['ID', 'SENT', 'SERVICE', 'TO', 'SIZE', 'SUBJECT'],
          mails.map(({ id, at, service, to, size, subject }) => [
            id,
            agoText(at, now),
            service,
            to.length > 1 ? `${to[0]} +${to.length - 1}` : (to[0] ?? '-'),
            bytesText(size),
            subject,
          ]),
        );
  return refused === 0 ? table : `${table}\n${refused} were turned away: there was no room for them.`;
}

const shown = ['from', 'to', 'cc', 'reply-to', 'date', 'subject'];

/** A mail for a terminal: its usual headers, its text, what is attached. */
export function mailText({ summary, headers, text, html, attachments, cut }: ParsedMail): string {
  const head = headers
    .filter(({ name }) => shown.includes(name.toLowerCase()))
    .map(({ name, value }) => oneLine(`${name}: ${value}`));
  const body = (text ?? (html === undefined ? '' : html.replace(/<[^>]*>/g, ''))).trim().split(/\r?\n/);
  return [
    oneLine(`Envelope: ${summary.from} -> ${summary.to.join(', ')} (from ${summary.service})`),
    ...head,
    '',
    ...body.map(oneLine),
    ...attachments.map(({ name, type, size }, index) =>
      oneLine(`[attached ${index + 1}: ${name}, ${type}, ${bytesText(size)}]`),
    ),
    ...(cut ? ['[longer than what is read here]'] : []),
  ].join('\n');
}

/** What is about to be released, to whom and by which way. */
export const releaseText = (
  { id, subject, from, to, service, size }: MailSummary,
  receiver: string,
  { relay }: Pick<MailRelay, 'relay'>,
): string =>
  [
    `Mail ${id}, ${bytesText(size)}: ${subject === '' ? '(no subject)' : subject}`,
    `Sent by ${service} as ${from === '' ? '(nobody)' : from}, to ${to[0] ?? '(nobody)'}${to.length > 1 ? ` and ${to.length - 1} more` : ''}: none of them gets it.`,
    `It goes to ${receiver} alone, through ${relay}, from this machine.`,
  ].join('\n');

/** Where mails may be released to. */
export function relayText(relay: MailRelay | undefined): string {
  if (relay === undefined) return 'Mails are released to nobody: backlot.yaml has no "isolation.release".';
  const { to, user, ready } = relay;
  const password =
    user === undefined ? '' : `, as ${user}${ready ? '' : ', whose password is not known yet'}`;
  return oneLine(`Mails may be released to ${to.join(', ')}, through ${relay.relay}${password}.`);
}
