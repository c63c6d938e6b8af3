import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Keychain, openKeychain } from './keychain.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'backlot-keychain-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const { signal } = new AbortController();

/** Turns every byte over; a key of generation 1 is read and asked to be written again. */
const keychain = (more: Partial<Keychain> = {}): Keychain => ({
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptStringAsync: async (text) => Buffer.from([2, ...Buffer.from(text).map((byte) => byte ^ 0xff)]),
  decryptStringAsync: async ([generation, ...bytes]) => {
    if (generation !== 1 && generation !== 2) throw new Error('wrong key');
    const result = Buffer.from(bytes.map((byte) => byte ^ 0xff)).toString();
    return { result, shouldReEncrypt: generation === 1 };
  },
  ...more,
});

test('a secret comes back, and is neither in the file nor readable by others', async () => {
  const secrets = await openKeychain(keychain(), home, 'linux');
  await secrets.set('STRIPE_KEY', 'sk_live_ä', signal);
  expect(await secrets.get('STRIPE_KEY', signal)).toBe('sk_live_ä');
  expect(await secrets.get('toString', signal)).toBeUndefined();
  expect(await readFile(join(home, 'secrets.json'), 'utf8')).not.toContain('sk_live');
  expect((await stat(join(home, 'secrets.json'))).mode & 0o777).toBe(0o600);
  await secrets.remove('STRIPE_KEY', signal);
  expect(await secrets.get('STRIPE_KEY', signal)).toBeUndefined();
});

test('secrets set at once are all kept', async () => {
  const secrets = await openKeychain(keychain(), home, 'linux');
  const names = Array.from({ length: 20 }, (_, i) => `S${i}`);
  await Promise.all(names.map((name) => secrets.set(name, name, signal)));
  for (const name of names) expect(await secrets.get(name, signal)).toBe(name);
});

test('a value under an older key is encrypted again', async () => {
  const old = Buffer.from([1, ...Buffer.from('v').map((byte) => byte ^ 0xff)]).toString('base64');
  await writeFile(join(home, 'secrets.json'), JSON.stringify({ version: 1, secrets: { A: old } }));
  const secrets = await openKeychain(keychain(), home, 'linux');
  expect(await secrets.get('A', signal)).toBe('v');
  expect(await readFile(join(home, 'secrets.json'), 'utf8')).not.toContain(old);
});

test.each([
  ['linux', 'gnome_libsecret', 'the Secret Service keyring'],
  ['darwin', 'unknown', 'the macOS keychain'],
  ['win32', 'unknown', 'Windows data protection'],
] as const)('on %s the keeper has a name', async (platform, backend, keeper) => {
  const made = keychain({ getSelectedStorageBackend: () => backend });
  expect((await openKeychain(made, home, platform)).keeper).toBe(keeper);
});

test.each([
  ['basic_text counts as none', keychain({ getSelectedStorageBackend: () => 'basic_text' })],
  ['an unknown backend counts as none', keychain({ getSelectedStorageBackend: () => 'unknown' })],
  ['no encryption', keychain({ isAsyncEncryptionAvailable: async () => false })],
  [
    'a keychain that fails',
    keychain({ isAsyncEncryptionAvailable: () => Promise.reject(new Error('dbus')) }),
  ],
])('%s: secrets-unavailable', async (_, made) => {
  await expect(openKeychain(made, home, 'linux')).rejects.toMatchObject({ code: 'secrets-unavailable' });
});

test('a value of another key and a damaged file are typed errors, and the file is left alone', async () => {
  const text = JSON.stringify({ version: 1, secrets: { A: 'CQ==' } });
  await writeFile(join(home, 'secrets.json'), text);
  const secrets = await openKeychain(keychain(), home, 'linux');
  await expect(secrets.get('A', signal)).rejects.toMatchObject({ code: 'secrets-unavailable' });
  await writeFile(join(home, 'secrets.json'), 'damaged');
  await expect(secrets.set('B', 'b', signal)).rejects.toMatchObject({ code: 'secrets-unavailable' });
  expect(await readFile(join(home, 'secrets.json'), 'utf8')).toBe('damaged');
});
