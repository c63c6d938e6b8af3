import { expect, test } from 'vitest';
import { temporaryFolder, temporaryRepository } from '../testing/temporary-folder.ts';
import { mainBranch } from './main-branch.ts';

const { signal } = new AbortController();

test('none outside a repository', async () => {
  const folder = await temporaryFolder();
  expect(await mainBranch(folder.path, signal)).toBeUndefined();
});

test('what the remote says', async () => {
  const repository = await temporaryRepository();
  await repository.git('commit', '-q', '--allow-empty', '-m', 'One');
  await repository.git('update-ref', 'refs/remotes/origin/trunk', 'HEAD');
  await repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
  expect(await mainBranch(repository.path, signal)).toBe('trunk');
});

test('else main or master, wherever the work tree is', async () => {
  const repository = await temporaryRepository();
  await repository.git('commit', '-q', '--allow-empty', '-m', 'One');
  await repository.git('branch', '-m', 'master');
  await repository.git('checkout', '-q', '-b', 'feature');
  expect(await mainBranch(repository.path, signal)).toBe('master');
});

test('else the present branch, with or without commits', async () => {
  const repository = await temporaryRepository();
  await repository.git('symbolic-ref', 'HEAD', 'refs/heads/develop');
  expect(await mainBranch(repository.path, signal)).toBe('develop');
});
