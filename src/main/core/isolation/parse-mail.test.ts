import { expect, test } from 'vitest';
import { decodeSubject, parseMail } from './parse-mail.ts';

const mail = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'));

test('text, HTML, an attachment and a header that is not ASCII', async () => {
  const parsed = await parseMail(
    mail([
      'From: Shop <shop@example.com>',
      'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: multipart/alternative; boundary=c',
      '',
      '--c',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=FC=DFe',
      '--c',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Hello</p>',
      '--c--',
      '--b',
      'Content-Type: application/pdf; name="bill.pdf"',
      'Content-Disposition: attachment; filename="bill.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      'AAEC',
      '--b--',
      '',
    ]),
  );
  expect(parsed.text?.trim()).toBe('Grüße');
  expect(parsed.html?.trim()).toBe('<p>Hello</p>');
  expect(parsed.attachments).toEqual([{ name: 'bill.pdf', type: 'application/pdf', size: 3 }]);
  expect(parsed.headers).toContainEqual({ name: 'Subject', value: 'Grüße' });
  expect(decodeSubject('=?utf-8?q?Gr=C3=BC=C3=9Fe?=')).toBe('Grüße');
});

test('a picture that the mail brings is in its place', async () => {
  const { html, attachments } = await parseMail(
    mail([
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<img src="cid:logo@shop">',
      '--b',
      'Content-Type: image/png; name="logo.png"',
      'Content-ID: <logo@shop>',
      'Content-Transfer-Encoding: base64',
      '',
      'AAEC',
      '--b--',
      '',
    ]),
  );
  expect(html?.trim()).toBe('<img src="data:image/png;base64,AAEC">');
  expect(attachments).toEqual([{ name: 'logo.png', type: 'image/png', size: 3 }]);
});

test.each([
  ['nothing', ''],
  ['no headers', 'only text'],
  [
    'a part that never ends',
    'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nx',
  ],
  ['a type that is none', 'Content-Type: ;;;=\r\n\r\nx'],
  [
    'nothing but parts',
    Array.from(
      { length: 200 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}`,
    ).join('\r\n'),
  ],
])('a broken mail still has its source: %s', async (_, source) => {
  expect((await parseMail(Buffer.from(source))).source).toBe(source);
});
