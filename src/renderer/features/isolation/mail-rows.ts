import type { MailSummary } from '../../../shared/model/isolation.ts';

/** The mails that a search leaves: all words of it are in subject, addresses or service. Pure. */
export function findMails(mails: readonly MailSummary[], search: string): readonly MailSummary[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return mails;
  return mails.filter(({ subject, from, to, service }) => {
    const text = [subject, from, ...to, service].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

export const subjectOf = ({ subject }: Pick<MailSummary, 'subject'>): string =>
  subject === '' ? '(no subject)' : subject;

/** To whom, in one line. */
export const recipients = ({ to }: Pick<MailSummary, 'to'>): string =>
  to.length > 2 ? `${to[0]} and ${to.length - 1} more` : to.join(', ');
