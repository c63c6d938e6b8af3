import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { findProject } from './find-project.ts';

const { signal } = new AbortController();

test('backlot.yaml above wins over everything nearer', async () => {
  const folder = await temporaryFolder('backlot ünï 漢-');
  const inside = join(folder.path, 'services', 'a b');
  await mkdir(join(inside, '.git'), { recursive: true });
  await writeFile(join(inside, 'compose.yaml'), '');
  await folder.write('backlot.yaml', '');
  const found = { path: folder.path, state: 'configured' };
  expect(await findProject(inside, signal)).toEqual(found);
  expect(await findProject(join(inside, 'compose.yaml'), signal)).toEqual(found);
  expect(await findProject(join(folder.path, 'backlot.yaml'), signal)).toEqual(found);
});

test('else the root of the repository, also where .git is a file', async () => {
  const folder = await temporaryFolder();
  const inside = join(folder.path, 'a');
  await mkdir(inside);
  await writeFile(join(inside, 'compose.yaml'), '');
  await folder.write('.git', 'gitdir: /elsewhere');
  expect(await findProject(inside, signal)).toEqual({ path: folder.path, state: 'uninitialised' });
});

test('else the nearest folder with a compose file', async () => {
  const folder = await temporaryFolder();
  const inside = join(folder.path, 'a', 'b');
  await mkdir(inside, { recursive: true });
  await folder.write('docker-compose.yml', '');
  expect(await findProject(inside, signal)).toEqual({ path: folder.path, state: 'uninitialised' });
});

test('a symbolic link leads to the one true path; a loop and a dead link are no folder', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder.path, 'real'));
  await writeFile(join(folder.path, 'real', 'backlot.yaml'), '');
  await symlink(join(folder.path, 'real'), join(folder.path, 'link'));
  await symlink(join(folder.path, 'loop'), join(folder.path, 'loop'));
  await symlink(join(folder.path, 'nowhere'), join(folder.path, 'dead'));
  expect((await findProject(join(folder.path, 'link'), signal)).path).toBe(join(folder.path, 'real'));
  for (const name of ['loop', 'dead']) {
    await expect(findProject(join(folder.path, name), signal)).rejects.toMatchObject({
      code: 'project-not-found',
    });
  }
});

test('nothing there: project-not-found with the next step', async () => {
  const folder = await temporaryFolder();
  await expect(findProject(folder.path, signal)).rejects.toMatchObject({
    code: 'project-not-found',
    message: `There is no project at ${folder.path} or above it.`,
    hint: 'Choose a folder with a backlot.yaml, a compose file or a git repository.',
  });
  await rm(folder.path, { recursive: true });
  await expect(findProject(folder.path, signal)).rejects.toMatchObject({
    message: `There is no folder ${folder.path}.`,
  });
});

test('the root folder ends the search; a relative path is refused', async () => {
  await expect(findProject('/', signal)).rejects.toMatchObject({ code: 'project-not-found' });
  await expect(findProject('shop', signal)).rejects.toMatchObject({ code: 'invalid-input' });
});
