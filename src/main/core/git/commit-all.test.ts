import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { commitAll } from './commit-all.ts';
import { gitInit } from './init.ts';
import { gitVersion } from './version.ts';

const { signal } = new AbortController();

test('a repository from nothing, with the author given and no hook run', async () => {
  const folder = await temporaryFolder();
  await gitInit(folder.path, 'trunk', signal);
  await folder.write('a.txt', 'a');
  await folder.write('.git/hooks/post-commit', '#!/bin/sh\ntouch ran\n');
  const author = { name: 'Shop Team', email: 'team@example.com' };
  const id = await commitAll(folder.path, 'Add a', author, signal);
  expect((await folder.git('log', '--format=%H|%an|%ae|%cn|%s|%D')).trim()).toBe(
    `${id}|Shop Team|team@example.com|Shop Team|Add a|HEAD -> trunk`,
  );
  expect(await folder.git('status', '--porcelain')).toBe('');
});

test('nothing to commit is an error that says so', async () => {
  const folder = await temporaryFolder();
  await gitInit(folder.path, 'main', signal);
  const author = { name: 'A', email: 'a@example.com' };
  await expect(commitAll(folder.path, 'Nothing', author, signal)).rejects.toMatchObject({
    code: 'git-failed',
    message: `git could not commit in ${folder.path}: nothing to commit (create/copy files and use "git add" to track).`,
  });
});

test('the version is three numbers', async () => {
  const folder = await temporaryFolder();
  expect(await gitVersion(folder.path, signal)).toMatch(/^\d+\.\d+(\.\d+)?$/);
});
