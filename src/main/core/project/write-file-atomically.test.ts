import { mkdir, readdir, readFile, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asNobody } from '../testing/as-nobody.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

const { signal } = new AbortController();

test('writes a new file and leaves nothing else', async () => {
  const folder = await temporaryFolder();
  const path = join(folder.path, 'a.yaml');
  await writeFileAtomically(path, 'één', false, signal);
  expect(await readFile(path, 'utf8')).toBe('één');
  expect(await readdir(folder.path)).toEqual(['a.yaml']);
});

test('replaces only when told to, through a symbolic link too', async () => {
  const folder = await temporaryFolder();
  await folder.write('real.yaml', 'old');
  const path = join(folder.path, 'a.yaml');
  await symlink('real.yaml', path);
  await expect(writeFileAtomically(path, 'new', false, signal)).rejects.toMatchObject({
    code: 'config-exists',
  });
  expect(await readFile(path, 'utf8')).toBe('old');
  await writeFileAtomically(path, 'new', true, signal);
  expect(await readlink(path)).toBe('real.yaml');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect((await readdir(folder.path)).toSorted()).toEqual(['a.yaml', 'real.yaml']);
});

test('of two that write at once, one wins whole', async () => {
  const folder = await temporaryFolder();
  const path = join(folder.path, 'a.yaml');
  const results = await Promise.allSettled([
    writeFileAtomically(path, 'one', false, signal),
    writeFileAtomically(path, 'two', false, signal),
  ]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(['one', 'two']).toContain(await readFile(path, 'utf8'));
});

test('a folder in the way, a folder that is not there, no permission, cancelled', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder.path, 'a.yaml', 'full'), { recursive: true });
  await expect(writeFileAtomically(join(folder.path, 'a.yaml'), '', true, signal)).rejects.toMatchObject({
    code: 'config-exists',
  });
  await expect(writeFileAtomically(join(folder.path, 'no', 'a'), '', true, signal)).rejects.toMatchObject({
    code: 'internal',
  });
  const denied = asNobody(() => writeFileAtomically(join(folder.path, 'c'), '', false, signal));
  await expect(denied).rejects.toMatchObject({ code: 'forbidden' });
  const aborted = AbortSignal.abort();
  await expect(writeFileAtomically(join(folder.path, 'b'), '', false, aborted)).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(await readdir(folder.path)).toEqual(['a.yaml']);
});
