import type { DomainHandlers } from '../../shared/contract/define.ts';
import { egress, type isolation } from '../../shared/contract/isolation.ts';
import { type mail, mailBox, parsedMail } from '../../shared/contract/mail.ts';
import { BacklotError } from '../../shared/errors.ts';
import type { Egress, EgressRow, MailSummary } from '../../shared/model/isolation.ts';

const minute = 60_000;

const row = (
  now: number,
  [service, host, port, means, verdict, count]: [
    string,
    string,
    number,
    EgressRow['means'],
    EgressRow['verdict'],
    number,
  ],
  at: number,
): EgressRow => ({
  service,
  host,
  port,
  means,
  verdict,
  count,
  first: now - 42 * minute,
  last: now - at * minute,
});

/** What a shop tried while somebody clicked through it. */
const egressOf = (now: number): Egress => ({
  since: now - 43 * minute,
  rows: [
    row(now, ['worker', 'api.stripe.com', 443, 'tls', 'blocked', 14], 1),
    row(now, ['worker', 'api.stripe.com', 0, 'name', 'blocked', 28], 1),
    row(now, ['api', 'lena@example.com', 25, 'mail', 'captured', 3], 2),
    row(now, ['web', 'fonts.example.com', 443, 'tls', 'allowed', 6], 9),
    row(now, ['worker', '203.0.113.7', 9999, 'udp', 'blocked', 1], 20),
  ],
  beyond: 0,
  counters: { leftPackets: 71, leftBytes: 48_211, droppedPackets: 3 },
});

const mailsOf = (now: number): readonly MailSummary[] => [
  {
    id: String(now - 2 * minute),
    at: now - 2 * minute,
    service: 'api',
    from: 'shop@example.com',
    to: ['lena@example.com'],
    subject: 'Your order 1042',
    size: 2310,
  },
  {
    id: String(now - 12 * minute),
    at: now - 12 * minute,
    service: 'api',
    from: 'shop@example.com',
    to: ['omar@example.com', 'accounts@example.com'],
    subject: 'Grüße aus dem Laden',
    size: 48_100,
  },
];

/** For the page without a core: an isolated environment. */
export const fakeIsolation = (now: number): DomainHandlers<typeof isolation> => ({
  show: () => egress.parse(egressOf(now)),
  async *egress(_, { signal }) {
    yield { cursor: 1, value: egress.parse(egressOf(now)) };
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  },
});

/** For the page without a core: its inbox. */
export const fakeMail = (now: number): DomainHandlers<typeof mail> => ({
  list: () => mailBox.parse({ mails: mailsOf(now), refused: 0 }),
  show: ({ id }) => {
    const summary = mailsOf(now).find((one) => one.id === id);
    if (summary === undefined) throw new BacklotError('not-found', `There is no mail "${id}".`);
    return parsedMail.parse({
      summary,
      headers: [
        { name: 'From', value: 'Shop <shop@example.com>' },
        { name: 'To', value: summary.to.join(', ') },
        { name: 'Subject', value: summary.subject },
      ],
      text: 'Thank you. It is on its way.',
      html: '<h1>Thank you</h1><p>It is <a href="https://shop.example/1042">on its way</a>.</p><img src="https://tracker.example/1.gif" alt="">',
      attachments: [{ name: 'bill.pdf', type: 'application/pdf', size: 1800 }],
      source: `Subject: ${summary.subject}\r\n\r\nThank you. It is on its way.\r\n`,
      cut: false,
    });
  },
});
