import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import type { MailSummary } from '../shared/model/isolation.ts';
import { type NotKept, openMailStore, readSubject } from './mail-store.ts';

const temporary = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'backlot-mails-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const mail = { service: 'web', from: 'shop@example.com', to: ['a@example.com'] };
const limits = { mails: 10, bytes: 1000, largest: 500 };
const idOf = (kept: MailSummary | NotKept): string => (typeof kept === 'string' ? kept : kept.id);
const content = (text: string): Readable => Readable.from([Buffer.from(text)]);

test('a mail is kept as it came, and is there again after a start', async () => {
  const folder = temporary();
  const store = await openMailStore(folder, limits);
  const kept = await store.keep(mail, content('Subject: one\r\n\r\nHello'));
  expect(kept).toMatchObject({ service: 'web', subject: 'one', size: 21 });
  const again = await openMailStore(folder, limits);
  expect(again.box()).toEqual({ mails: [kept], refused: 0 });
  expect(readFileSync(again.file(idOf(kept)) ?? '', 'utf8')).toBe('Subject: one\r\n\r\nHello');
  expect(again.file('../../etc/passwd')).toBeUndefined();
});

test('what finds no room is refused and counted, and nothing of it stays', async () => {
  const folder = temporary();
  const store = await openMailStore(folder, { ...limits, mails: 2 });
  const all = await Promise.all(Array.from({ length: 5 }, () => store.keep(mail, content('x'))));
  expect(all.filter((one) => one !== 'full')).toHaveLength(2);
  expect(store.box()).toMatchObject({ refused: 3 });
  expect(new Set(store.box().mails.map(({ id }) => id)).size).toBe(2);
  expect(readdirSync(folder)).toHaveLength(4);
});

test('mails that arrive side by side have no more room than there is, and all that comes is read', async () => {
  const folder = temporary();
  const store = await openMailStore(folder, limits);
  const all = await Promise.all(
    Array.from({ length: 10 }, () => {
      const coming = content('x'.repeat(300));
      return store.keep(mail, coming).then((kept) => ({ kept, ended: coming.readableEnded }));
    }),
  );
  expect(all.filter(({ kept }) => kept !== 'full').length).toBeLessThanOrEqual(3);
  expect(all.every(({ ended }) => ended)).toBe(true);
  const sizes = store.box().mails.map(({ size }) => size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(limits.bytes);
  // What was turned away takes no room.
  expect(readdirSync(folder)).toHaveLength(2 * sizes.length);
});

test('a mail that is larger than one may be is refused as that, and nothing of it stays', async () => {
  const folder = temporary();
  const store = await openMailStore(folder, limits);
  expect(await store.keep(mail, content('x'.repeat(501)))).toBe('too-large');
  expect(store.box()).toEqual({ mails: [], refused: 1 });
  expect(readdirSync(folder)).toEqual([]);
});

test('what a guard that died had not accepted is gone with the next start', async () => {
  const folder = temporary();
  const kept = await (await openMailStore(folder, limits)).keep(mail, content('Subject: kept'));
  for (const name of ['7.draft', '8.eml', '9.eml', '9.json.draft']) writeFileSync(join(folder, name), 'x');
  expect((await openMailStore(folder, limits)).box().mails).toEqual([kept]);
  expect(readdirSync(folder).sort()).toEqual([`${idOf(kept)}.eml`, `${idOf(kept)}.json`]);
});

test.each([
  ['utf8', 'Grüße'],
  ['latin1', 'Grüße'],
] as const)('a header that is written in %s as it is', async (encoding, subject) => {
  const store = await openMailStore(temporary(), limits);
  await store.keep(mail, Readable.from([Buffer.from(`Subject: ${subject}\r\n\r\n`, encoding)]));
  expect(store.box().mails).toMatchObject([{ subject }]);
});

test('a mail that breaks off is not kept', async () => {
  const folder = temporary();
  const store = await openMailStore(folder, limits);
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
