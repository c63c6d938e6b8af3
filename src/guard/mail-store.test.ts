import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { openMailStore, readSubject } from './mail-store.ts';

const temporary = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'backlot-mails-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const mail = { service: 'web', from: 'shop@example.com', to: ['a@example.com'] };
const content = (text: string): Readable => Readable.from([Buffer.from(text)]);

test('a mail is kept as it came, and is there again after a start', async () => {
  const folder = temporary();
  const store = await openMailStore(folder, { mails: 10, bytes: 1000 });
  const kept = await store.keep(mail, content('Subject: one\r\n\r\nHello'));
  expect(kept).toMatchObject({ service: 'web', subject: 'one', size: 21 });
  const again = await openMailStore(folder, { mails: 10, bytes: 1000 });
  expect(again.box()).toEqual({ mails: [kept], refused: 0 });
  expect(readFileSync(again.file(kept?.id ?? '') ?? '', 'utf8')).toBe('Subject: one\r\n\r\nHello');
  expect(again.file('../../etc/passwd')).toBeUndefined();
});

test('what finds no room is refused and counted, and nothing of it stays', async () => {
  const folder = temporary();
  const store = await openMailStore(folder, { mails: 2, bytes: 10_000 });
  const all = await Promise.all(Array.from({ length: 5 }, () => store.keep(mail, content('x'))));
  expect(all.filter((one) => one !== undefined)).toHaveLength(2);
  expect(store.box()).toMatchObject({ refused: 3 });
  expect(new Set(store.box().mails.map(({ id }) => id)).size).toBe(2);
  expect(readdirSync(folder)).toHaveLength(4);
});

test('a mail that breaks off is not kept', async () => {
  const folder = temporary();
  const store = await openMailStore(folder, { mails: 2, bytes: 1000 });
  const broken = new Readable({
    read() {
      this.destroy(new Error('the client went away'));
    },
  });
  await expect(store.keep(mail, broken)).rejects.toThrow('went away');
  expect(store.box().mails).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['From: a\r\nSubject: one\r\n two\r\n\r\nSubject: three', 'one two'],
  ['subject:=?utf-8?q?Gr=C3=BC=C3=9Fe?=\n\nx', '=?utf-8?q?Gr=C3=BC=C3=9Fe?='],
  ['From: a\r\n\r\nSubject: no', ''],
])('the subject of %j', (head, subject) => {
  expect(readSubject(head)).toBe(subject);
});
