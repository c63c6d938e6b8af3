import { expect, test } from 'vitest';
import { temporaryFolder, temporaryRepository } from '../testing/temporary-folder.ts';
import { gitHead } from './head.ts';

const { signal } = new AbortController();

test('outside a repository there is no head', async () => {
  const folder = await temporaryFolder();
  expect(await gitHead(folder.path, signal)).toBeUndefined();
});

test('without commits there is a branch only', async () => {
  const repository = await temporaryRepository();
  expect(await gitHead(repository.path, signal)).toEqual({ branch: 'main', dirty: false });
  await repository.write('a.txt', 'a');
  expect(await gitHead(repository.path, signal)).toEqual({ branch: 'main', dirty: true });
});

test('branch, commit, subject, time; clean and dirty', async () => {
  const repository = await temporaryRepository('backlot git ünï-');
  await repository.write('a.txt', 'a');
  await repository.git('add', '.');
  await repository.git('commit', '-q', '-m', 'Füge "a" hinzu\n\nBody');
  const commit = (await repository.git('rev-parse', 'HEAD')).trim();
  const clean = await gitHead(repository.path, signal);
  expect(clean).toEqual({
    branch: 'main',
    commit,
    subject: 'Füge "a" hinzu',
    committedAt: Number(await repository.git('log', '-1', '--format=%ct')) * 1000,
    dirty: false,
  });
  await repository.write('a.txt', 'b');
  expect((await gitHead(repository.path, signal))?.dirty).toBe(true);
});

test('a detached head has no branch', async () => {
  const repository = await temporaryRepository();
  await repository.git('commit', '-q', '--allow-empty', '-m', 'One');
  await repository.git('checkout', '-q', '--detach');
  const head = await gitHead(repository.path, signal);
  expect(head?.branch).toBeUndefined();
  expect(head?.subject).toBe('One');
});
