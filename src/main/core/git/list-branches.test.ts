import { expect, test } from 'vitest';
import { temporaryFolder, temporaryRepository } from '../testing/temporary-folder.ts';
import { listBranches } from './list-branches.ts';

const { signal } = new AbortController();

test('none outside a repository and without commits', async () => {
  const folder = await temporaryFolder();
  const repository = await temporaryRepository();
  expect(await listBranches(folder.path, signal)).toEqual([]);
  expect(await listBranches(repository.path, signal)).toEqual([]);
});

test('the last committed first, the current one marked', async () => {
  const repository = await temporaryRepository();
  await repository.git('commit', '-q', '--allow-empty', '-m', 'One', '--date=2026-01-01T00:00:00Z');
  await repository.git('checkout', '-q', '-b', 'feature/login');
  const later = String(Math.floor(Date.now() / 1000) + 60);
  await repository.git('-c', 'user.name=T', 'commit', '-q', '--allow-empty', '-m', 'Two: a "b"');
  await repository.git('branch', 'heads/odd');
  const branches = await listBranches(repository.path, signal);
  expect(branches.map(({ name }) => name).toSorted()).toEqual(['feature/login', 'heads/odd', 'main']);
  expect(branches.filter(({ current }) => current).map(({ name }) => name)).toEqual(['feature/login']);
  expect(branches.find(({ name }) => name === 'feature/login')).toMatchObject({ subject: 'Two: a "b"' });
  for (const { commit, committedAt } of branches) {
    expect(commit).toMatch(/^[0-9a-f]{40}$/);
    expect(committedAt).toBeLessThan(Number(later) * 1000);
  }
});
