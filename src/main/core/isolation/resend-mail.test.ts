import { expect, test } from 'vitest';
import { resendMail } from './resend-mail.ts';

test('what was captured stands below, byte by byte', () => {
  const source = Buffer.from([0x53, 0x3a, 0xff, 0x0a, 0x0d, 0x0a, 0x00]);
  const sent = resendMail(source, { from: 'me@example.com', to: 'me@example.com', at: 0, id: 'abc' });
  expect(sent.subarray(-source.length)).toEqual(source);
  expect(sent.subarray(0, -source.length).toString()).toBe(
    [
      'Resent-From: me@example.com',
      'Resent-To: me@example.com',
      'Resent-Date: Thu, 01 Jan 1970 00:00:00 +0000',
      'Resent-Message-ID: <abc@backlot.invalid>',
      '',
    ].join('\r\n'),
  );
});
