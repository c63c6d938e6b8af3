import { expect, test } from 'vitest';
import { parseInThread } from './read-in-thread.ts';

test('the built thread reads a mail', async () => {
  const file = new URL('../../../../out/main/mail-thread.js', import.meta.url);
  const { signal } = new AbortController();
  expect(await parseInThread(Buffer.from('Subject: one\r\n\r\nHello'), signal, file)).toMatchObject({
    headers: [{ name: 'Subject', value: 'one' }],
  });
});
