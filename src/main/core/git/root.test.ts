import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder, temporaryRepository } from '../testing/temporary-folder.ts';
import { gitFolders } from './folders.ts';
import { gitRoot } from './root.ts';

const { signal } = new AbortController();

test('from a folder inside, with blanks and other letters in the path', async () => {
  const repository = await temporaryRepository('backlot grüße dir-');
  const inside = join(repository.path, 'a b', 'ç');
  await mkdir(inside, { recursive: true });
  expect(await gitRoot(inside, signal)).toBe(repository.path);
  const own = join(repository.path, '.git');
  expect(await gitFolders(inside, signal)).toEqual({ own, common: own });
});

test('outside a repository and in a bare one', async () => {
  const folder = await temporaryFolder();
  expect(await gitRoot(folder.path, signal)).toBeUndefined();
  expect(await gitFolders(folder.path, signal)).toBeUndefined();
  await folder.git('init', '-q', '--bare');
  expect(await gitRoot(folder.path, signal)).toBeUndefined();
});

test('a linked work tree has a folder of its own and shares the refs', async () => {
  const repository = await temporaryRepository();
  const other = await temporaryFolder();
  await repository.git('commit', '-q', '--allow-empty', '-m', 'One');
  const tree = join(other.path, 'tree');
  await repository.git('worktree', 'add', '-q', '-b', 'side', tree);
  expect(await gitRoot(tree, signal)).toBe(tree);
  expect(await gitFolders(tree, signal)).toEqual({
    own: join(repository.path, '.git', 'worktrees', 'tree'),
    common: join(repository.path, '.git'),
  });
});
