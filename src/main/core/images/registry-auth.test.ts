import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AuthPlaces, authHeader, registryAuth } from './registry-auth.ts';

const signal = new AbortController().signal;
const secret = 'p:ass';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-auth-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const places = (): AuthPlaces => ({
  env: { DOCKER_CONFIG: folder, PATH: `${folder}${delimiter}/usr/bin${delimiter}/bin` },
  homedir: folder,
  platform: process.platform,
  helperWithinMs: 10_000,
});
const config = (value: unknown): Promise<void> =>
  writeFile(join(folder, 'config.json'), typeof value === 'string' ? value : JSON.stringify(value));
const auth = Buffer.from(`anna:${secret}`).toString('base64');

test('no file: nobody', async () => {
  expect(await registryAuth('docker.io', places(), signal)).toBeUndefined();
});

test.each([
  ['docker.io', 'https://index.docker.io/v1/'],
  ['registry-1.docker.io', 'https://index.docker.io/v1/'],
  ['ghcr.io', 'ghcr.io'],
  ['ghcr.io', 'https://ghcr.io/v1/'],
  ['127.0.0.1:5000', 'http://127.0.0.1:5000'],
])('%s is found under %s', async (registry, key) => {
  await config({ auths: { 'other.example': { auth: 'eDp5' }, [key]: { auth } } });
  expect(await registryAuth(registry, places(), signal)).toMatchObject({
    username: 'anna',
    password: secret,
  });
});

test('an identity token, and an empty entry', async () => {
  await config({ auths: { a: { identitytoken: 'tok' }, b: {} } });
  expect(await registryAuth('a', places(), signal)).toEqual({
    kind: 'token',
    identityToken: 'tok',
    server: 'a',
  });
  expect(await registryAuth('b', places(), signal)).toBeUndefined();
});

test.each(['{', '{"auths": 3}', '{"auths": {"a": {"auth": 7}}}'])(
  'a broken file (%s) is named',
  async (text) => {
    await config(text);
    await expect(registryAuth('a', places(), signal)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining(join(folder, 'config.json')),
    });
  },
);

test('the header is base64 in the letters of a URL, padded', () => {
  const header = authHeader({ kind: 'password', username: 'ä?>', password: '~~~?', server: 'x' });
  expect(header).toMatch(/^[\w-]+=*$/);
  expect(header.length % 4).toBe(0);
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
    username: 'ä?>',
    password: '~~~?',
    serveraddress: 'x',
  });
});

describe.skipIf(process.platform === 'win32')('credential helpers', () => {
  const helper = (name: string, script: string): Promise<void> =>
    writeFile(join(folder, `docker-credential-${name}`), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

  test('the helper of a registry comes before the store of all', async () => {
    await helper(
      'own',
      'read -r url; printf \'{"ServerURL":"%s","Username":"%s","Secret":"s"}\' "$url" "$url"',
    );
    await helper('all', 'echo \'{"ServerURL":"x","Username":"<token>","Secret":"tok"}\'');
    await config({ credsStore: 'all', credHelpers: { 'ghcr.io': 'own' } });
    expect(await registryAuth('ghcr.io', places(), signal)).toMatchObject({ username: 'ghcr.io' });
    expect(await registryAuth('docker.io', places(), signal)).toMatchObject({ identityToken: 'tok' });
  });

  test('a helper that knows none leaves the file to say', async () => {
    await helper('all', 'echo "credentials not found in native keychain"; exit 1');
    await config({ credsStore: 'all', auths: { a: { auth } } });
    expect(await registryAuth('a', places(), signal)).toMatchObject({ username: 'anna' });
    expect(await registryAuth('b', places(), signal)).toBeUndefined();
  });

  test.each([
    ['fails', 'echo hunter2; exit 3', 'it ended with code 3'],
    ['says nonsense', 'echo hunter2', 'its answer is no JSON'],
    ['says something else', 'echo \'{"hunter2":1}\'', 'its answer has the wrong shape'],
  ])('a helper that %s is named, and what it said is not', async (_how, script, why) => {
    await helper('all', script);
    await config({ credsStore: 'all' });
    const error = await registryAuth('a', places(), signal).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'registry-denied',
      message: `docker-credential-all could not be asked for a: ${why}.`,
    });
    expect(JSON.stringify(error)).not.toContain('hunter2');
    expect(String(error instanceof Error ? error.cause : '')).not.toContain('hunter2');
  });

  test('a helper that is silent is given up', async () => {
    await helper('all', 'exec sleep 600');
    await config({ credsStore: 'all' });
    await expect(registryAuth('a', { ...places(), helperWithinMs: 100 }, signal)).rejects.toMatchObject({
      code: 'registry-denied',
      message: 'docker-credential-all could not be asked for a: it did not answer within 0.1 s.',
    });
  });

  test('a helper that is not there', async () => {
    await config({ credsStore: 'gone' });
    await expect(registryAuth('a', places(), signal)).rejects.toMatchObject({ code: 'prerequisite-missing' });
  });
});
