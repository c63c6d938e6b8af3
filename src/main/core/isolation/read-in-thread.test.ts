import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { attachmentInThread, parseInThread } from './read-in-thread.ts';

const signal = new AbortController().signal;
const content = randomBytes(300_000);
const source = Buffer.from(
  [
    'Subject: bill',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: application/pdf',
    'Content-Disposition: attachment; filename="bill.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    content.toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--b--',
    '',
  ].join('\r\n'),
);

test('a mail is read in a thread, and its attachment comes back to the byte', async () => {
  const { attachments } = await parseInThread(source, signal);
  expect(attachments).toEqual([{ name: 'bill.pdf', type: 'application/pdf', size: content.length }]);
  const found = await attachmentInThread(source, 1, signal);
  expect(found).toMatchObject({ name: 'bill.pdf', type: 'application/pdf' });
  expect(content.equals(found?.content ?? Buffer.alloc(0))).toBe(true);
  expect(await attachmentInThread(source, 2, signal)).toBeUndefined();
  expect(await attachmentInThread(Buffer.from('broken'), 1, signal)).toBeUndefined();
});

test('it ends when nobody waits for it any more', async () => {
  const stop = new AbortController();
  const reading = parseInThread(source, stop.signal);
  stop.abort(new Error('left'));
  await expect(reading).rejects.toThrow('left');
});
