import { chmod, mkdir, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asNobody } from '../testing/as-nobody.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { browseFolders } from './browse-folders.ts';

const { signal } = new AbortController();

test('folders only, by name, hidden ones left out, projects marked', async () => {
  const folder = await temporaryFolder('backlot ünï-');
  for (const name of ['v10', 'v9', 'Älter', 'b', '.hidden', 'a b']) await mkdir(join(folder.path, name));
  await folder.write('file.txt', '');
  await folder.write('b/backlot.yaml', '');
  await folder.write('v9/docker-compose.yml', '');
  await symlink(join(folder.path, 'b'), join(folder.path, 'link'));
  await symlink('nowhere', join(folder.path, 'dead'));
  const { path, parent, folders } = await browseFolders(folder.path, signal);
  expect(path).toBe(folder.path);
  expect(parent).toBe(join(folder.path, '..'));
  expect(folders).toEqual(
    [
      ['a b', false],
      ['Älter', false],
      ['b', true],
      ['link', true],
      ['v9', true],
      ['v10', false],
    ].map(([name, project]) => ({ name, path: join(folder.path, String(name)), project })),
  );
});

test('the home folder when none is named; the root has no parent; a file means its folder', async () => {
  const folder = await temporaryFolder();
  await folder.write('file.txt', '');
  expect((await browseFolders(undefined, signal)).path).toBe(homedir());
  expect(await browseFolders('/', signal)).not.toHaveProperty('parent');
  expect((await browseFolders(join(folder.path, 'file.txt'), signal)).path).toBe(folder.path);
});

test('no such folder, a relative path, cancelled', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder.path, 'a'));
  await expect(browseFolders(join(folder.path, 'gone'), signal)).rejects.toMatchObject({ code: 'not-found' });
  await expect(browseFolders('gone', signal)).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(browseFolders(folder.path, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});

test('folders without permission are left out; opening one says so', async () => {
  const folder = await temporaryFolder();
  await chmod(folder.path, 0o755);
  for (const name of ['open', 'closed']) await mkdir(join(folder.path, name));
  await chmod(join(folder.path, 'closed'), 0o700);
  const { folders } = await asNobody(() => browseFolders(folder.path, signal));
  expect(folders.map(({ name }) => name)).toEqual(['open']);
  const closed = asNobody(() => browseFolders(join(folder.path, 'closed'), signal));
  await expect(closed).rejects.toMatchObject({ code: 'forbidden' });
});
