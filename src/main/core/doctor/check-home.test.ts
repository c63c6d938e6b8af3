import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asNobody } from '../testing/as-nobody.ts';
import { checkHome, judgeHome } from './check-home.ts';
import { debian, examination } from './examination.fixture.ts';

const signal = new AbortController().signal;
let folder: string;
let home: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot home ü '));
  home = join(folder, 'backlot');
  await mkdir(home, { mode: 0o700 });
});

afterEach(async () => {
  await chmod(home, 0o700).catch(() => {});
  await rm(folder, { recursive: true });
});

const examine = (path = home): ReturnType<typeof checkHome.examine> =>
  checkHome.examine(examination({ home: path }), signal);

test('a directory for its owner alone is ok, and nothing stays in it', async () => {
  expect(await examine()).toMatchObject({
    status: 'ok',
    found: expect.stringContaining(`${home}, mode 0700`),
  });
  expect(await readdir(home)).toEqual([]);
});

test('a directory open to others can be mended', async () => {
  await chmod(home, 0o755);
  expect(await examine()).toMatchObject({
    status: 'warn',
    howTo: { command: `chmod 700 '${home}'` },
    mend: { kind: 'chmod', path: home, mode: 0o700 },
  });
});

test('a directory that may not be written', async () => {
  await chmod(folder, 0o755);
  await chmod(home, 0o555);
  expect(await asNobody(() => examine())).toMatchObject({
    status: 'fail',
    problem: `You may not write into the data directory ${home}.`,
    howTo: { command: `sudo chown -R "$USER" '${home}' && chmod 700 '${home}'` },
  });
});

test.runIf(process.platform === 'linux')('a file system that takes no files, even from root', async () => {
  expect(await examine('/proc')).toMatchObject({ status: 'fail', found: '/proc' });
});

test('a directory that is not there, or is a file', async () => {
  expect(await examine(join(folder, 'none'))).toMatchObject({
    status: 'fail',
    problem: `The data directory ${join(folder, 'none')} does not exist.`,
    howTo: { command: `mkdir -p -m 700 '${join(folder, 'none')}'` },
  });
  await writeFile(join(folder, 'file'), '');
  expect(await examine(join(folder, 'file'))).toMatchObject({
    status: 'fail',
    problem: `The data directory ${join(folder, 'file')} is a file.`,
  });
});

const facts = { home: '/data', mode: 0o40700, own: true, fileSystem: 'ext4' };

test.each([
  [{ error: 'EROFS' }, 'fail', 'The data directory /data is on a file system that is mounted read-only.'],
  [{ error: 'ENOSPC' }, 'fail', 'The disk of the data directory /data is full.'],
  [{ error: 'EIO' }, 'fail', 'Nothing can be written into the data directory /data (EIO).'],
  [
    { fileSystem: 'nfs' },
    'warn',
    'The data directory is on another machine, where the database and its locks can not be relied on.',
  ],
])('%j: %s', (some, status, problem) => {
  const finding = judgeHome({ ...facts, ...some }, debian);
  expect(finding).toMatchObject({ status, problem });
  expect(finding.howTo?.command ?? finding.howTo?.steps[0]).toBeTruthy();
});

test("another's directory is not ours to change", () => {
  const finding = judgeHome({ ...facts, mode: 0o40755, own: false }, debian);
  expect(finding.howTo?.command).toBe('sudo chmod 700 /data');
  expect(finding.mend).toBeUndefined();
});
