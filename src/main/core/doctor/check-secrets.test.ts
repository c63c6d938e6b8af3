import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import { checkSecrets, judgeKeyFile } from './check-secrets.ts';
import { emptySecrets, examination } from './examination.fixture.ts';

const signal = new AbortController().signal;
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot secrets ü '));
  file = join(folder, 'secrets.key');
});

afterEach(() => rm(folder, { recursive: true }));

const examine = (): ReturnType<typeof checkSecrets.examine> =>
  checkSecrets.examine(examination({ secrets: emptySecrets(`key file ${file}`) }), signal);

test('a keychain that answers is ok', async () => {
  expect(await checkSecrets.examine(examination({}), signal)).toEqual({
    status: 'ok',
    found: 'GNOME keyring',
  });
});

test('a key file of mode 0600 is ok, and one that is not there yet', async () => {
  expect(await examine()).toEqual({ status: 'ok', found: `key file ${file}` });
  await writeFile(file, 'x', { mode: 0o600 });
  expect(await examine()).toEqual({ status: 'ok', found: `key file ${file}` });
});

test.skipIf(process.platform === 'win32')(
  'a key file that others can read fails and can be mended',
  async () => {
    await writeFile(file, 'x');
    await chmod(file, 0o644);
    expect(await examine()).toEqual({
      status: 'fail',
      found: `key file ${file}, mode 0644`,
      problem: 'The key file must be readable and writable by you alone; others may have read the secrets.',
      howTo: { command: `chmod 600 '${file}'`, steps: [] },
      mend: { kind: 'chmod', path: file, mode: 0o600 },
    });
  },
);

test('on Windows the mode says nothing', () => {
  expect(judgeKeyFile('C:\\keys', 0o666, 'win32').status).toBe('ok');
});

test('a keeper that is locked fails with its own words', async () => {
  const secrets = {
    ...emptySecrets('GNOME keyring'),
    get: () =>
      Promise.reject(
        new BacklotError('secrets-unavailable', 'The keyring is locked.', { hint: 'Unlock it.' }),
      ),
  };
  expect(await checkSecrets.examine(examination({ secrets }), signal)).toEqual({
    status: 'fail',
    found: 'GNOME keyring',
    problem: 'The keyring is locked.',
    howTo: { steps: ['Unlock it.'] },
  });
});
