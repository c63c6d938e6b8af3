import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyFileSecrets } from './key-file.ts';

const { signal } = new AbortController();
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-secrets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lost = expect.objectContaining({ code: 'secrets-unavailable', hint: expect.any(String) });

test('what was set is there for the next process, and nowhere in the clear', async () => {
  await keyFileSecrets(folder).set('STRIPE_KEY', 'sk_live_ü😀', signal);
  await keyFileSecrets(folder).set('__proto__', 'odd name', signal);
  const secrets = keyFileSecrets(folder);
  expect(await secrets.get('STRIPE_KEY', signal)).toBe('sk_live_ü😀');
  expect(await secrets.get('__proto__', signal)).toBe('odd name');
  expect(await secrets.get('toString', signal)).toBeUndefined();
  for (const name of await readdir(folder)) {
    expect((await readFile(join(folder, name))).toString('latin1')).not.toContain('sk_live');
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  }
  expect((await readdir(folder)).sort()).toEqual(['key', 'values']);
});

test('asking makes no files; removing what is not there neither', async () => {
  const secrets = keyFileSecrets(folder);
  expect(await secrets.get('A', signal)).toBeUndefined();
  await secrets.remove('A', signal);
  expect(await readdir(folder)).toEqual([]);
});

test('a removed secret is gone', async () => {
  const secrets = keyFileSecrets(folder);
  await secrets.set('A', '1', signal);
  await secrets.set('B', '2', signal);
  await secrets.remove('A', signal);
  expect([await secrets.get('A', signal), await secrets.get('B', signal)]).toEqual([undefined, '2']);
});

test('changes at once are all kept', async () => {
  const secrets = keyFileSecrets(folder);
  const names = Array.from({ length: 20 }, (_, i) => `S${i}`);
  await Promise.all(names.map((name) => secrets.set(name, name, signal)));
  expect(await Promise.all(names.map((name) => secrets.get(name, signal)))).toEqual(names);
});

test.each(['key', 'values'])('a %s file that others may read is refused, with the command', async (name) => {
  await keyFileSecrets(folder).set('A', '1', signal);
  const path = join(folder, name);
  await chmod(path, 0o644);
  await expect(keyFileSecrets(folder).get('A', signal)).rejects.toMatchObject({
    code: 'secrets-unavailable',
    hint: `Run: chmod 600 "${path}"`,
  });
  await chmod(path, 0o600);
  expect(await keyFileSecrets(folder).get('A', signal)).toBe('1');
});

test('a change of any byte of the values is noticed, and nothing is overwritten', async () => {
  await keyFileSecrets(folder).set('A', 'value', signal);
  const path = join(folder, 'values');
  const good = await readFile(path);
  for (const at of good.keys()) {
    const bad = Buffer.from(good);
    bad[at] = (bad[at] ?? 0) ^ 1;
    await writeFile(path, bad);
    await expect(keyFileSecrets(folder).get('A', signal)).rejects.toEqual(lost);
  }
  await expect(keyFileSecrets(folder).set('B', '2', signal)).rejects.toEqual(lost);
  await writeFile(path, good);
  expect(await keyFileSecrets(folder).get('A', signal)).toBe('value');
});

test('cut values, a lost key, another key, a damaged key: unavailable', async () => {
  await keyFileSecrets(folder).set('A', '1', signal);
  const [key, values] = [join(folder, 'key'), join(folder, 'values')];
  const goodKey = await readFile(key);
  const goodValues = await readFile(values);
  await writeFile(values, goodValues.subarray(0, 20));
  await expect(keyFileSecrets(folder).get('A', signal)).rejects.toEqual(lost);
  await writeFile(values, goodValues);
  await writeFile(key, Buffer.alloc(32));
  await expect(keyFileSecrets(folder).get('A', signal)).rejects.toEqual(lost);
  await writeFile(key, goodKey.subarray(1));
  await expect(keyFileSecrets(folder).get('A', signal)).rejects.toEqual(lost);
  await rm(key);
  await expect(keyFileSecrets(folder).get('A', signal)).rejects.toEqual(lost);
  await expect(keyFileSecrets(folder).set('B', '2', signal)).rejects.toEqual(lost);
  expect(await readdir(folder)).toEqual(['values']);
});

test('a link is not followed', async () => {
  await writeFile(join(folder, 'elsewhere'), Buffer.alloc(32), { mode: 0o600 });
  await symlink(join(folder, 'elsewhere'), join(folder, 'key'));
  await expect(keyFileSecrets(folder).set('A', '1', signal)).rejects.toEqual(lost);
});
