import { expect, test } from 'vitest';
import { mailsText, mailText } from './mail-text.ts';

const now = 10_000_000;
const summary = {
  id: '1796001468909',
  at: now - 120_000,
  service: 'api',
  from: 'shop@example.com',
  to: ['a@example.com', 'b@example.com'],
  subject: 'Grüße',
  size: 2310,
};

test('an inbox, with what found no room', () => {
  expect(mailsText({ mails: [summary], refused: 3 }, now)).toBe(
    `
ID             SENT       SERVICE  TO                SIZE    SUBJECT
1796001468909  2 min ago  api      a@example.com +1  2.3 kB  Grüße
3 were turned away: there was no room for them.
`.trim(),
  );
  expect(mailsText({ mails: [], refused: 0 }, now)).toBe('No mail was sent yet.');
});

test('a mail; what would steer the terminal does not', () => {
  const mail = {
    summary,
    headers: [
      { name: 'Subject', value: 'Hello\u001b[2J' },
      { name: 'X-Mailer', value: 'x' },
    ],
    html: '<p>Your <b>order</b></p>\n\u001b]0;title\u0007',
    attachments: [{ name: 'bill.pdf', type: 'application/pdf', size: 1800 }],
    source: '',
    cut: false,
  };
  const text = mailText(mail);
  expect(text).toContain('Envelope: shop@example.com -> a@example.com, b@example.com (from api)');
  expect(text).toContain('Your order');
  expect(text).toContain('[attached 1: bill.pdf, application/pdf, 1.8 kB]');
  expect(text).not.toContain('X-Mailer');
  expect(text).not.toContain('\u001b');
});
