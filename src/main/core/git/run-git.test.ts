import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { temporaryFolder, temporaryRepository } from '../testing/temporary-folder.ts';
import { gitHead } from './head.ts';
import { runGit } from './run-git.ts';

const { signal } = new AbortController();
const status = (folder: string) => runGit({ operation: 'look', folder, args: ['status'], signal });

afterEach(() => {
  vi.unstubAllEnvs();
});

test('gives the output as it is', async () => {
  const repository = await temporaryRepository();
  const args = ['rev-parse', '--is-inside-work-tree'];
  expect(await runGit({ operation: 'look', folder: repository.path, args, signal })).toBe('true\n');
});

test('the settings that the caller names by variables count', async () => {
  const { path } = await temporaryRepository();
  const folder = await temporaryFolder();
  const file = join(folder.path, 'settings');
  await writeFile(file, '[user]\n\tname = Ada\n');
  vi.stubEnv('GIT_CONFIG_GLOBAL', file);
  vi.stubEnv('GIT_CONFIG_SYSTEM', file);
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
  vi.stubEnv('GIT_SSL_CAINFO', file);
  vi.stubEnv('GIT_SSL_CAPATH', folder.path);
  const args = ['config', 'user.name'];
  expect(await runGit({ operation: 'look', folder: path, args, signal })).toMatch(/./);
  expect(await runGit({ operation: 'look', folder: folder.path, args, signal })).toBe('Ada\n');
});

test('without git: git-missing', async () => {
  const folder = await temporaryFolder();
  vi.stubEnv('PATH', folder.path);
  await expect(status(folder.path)).rejects.toMatchObject({
    code: 'git-missing',
    hint: 'Install git, then try again.',
  });
});

test('outside a repository: git-not-a-repository, or undefined when expected', async () => {
  const folder = await temporaryFolder();
  await expect(status(folder.path)).rejects.toMatchObject({ code: 'git-not-a-repository' });
  const expected = ['not-a-repository'] as const;
  const run = { operation: 'look', folder: folder.path, args: ['status'], signal, expected };
  expect(await runGit(run)).toBeUndefined();
});

test('a folder that is not there: not-found', async () => {
  const folder = await temporaryFolder();
  await expect(status(join(folder.path, 'gone'))).rejects.toMatchObject({ code: 'not-found' });
});

test('what git says is in the message of git-failed, with what was tried', async () => {
  const repository = await temporaryRepository();
  const run = { operation: 'show a branch', folder: repository.path, args: ['rev-parse', 'nope'], signal };
  await expect(runGit(run)).rejects.toMatchObject({
    code: 'git-failed',
    message: expect.stringMatching(/^git could not show a branch in .*: ambiguous argument 'nope'/),
  });
});

test('a failure without words is a failure', async () => {
  const repository = await temporaryRepository();
  const args = ['show-ref', '--verify', '--quiet', 'refs/heads/nope'];
  const run = { operation: 'look', folder: repository.path, args, signal };
  await expect(runGit(run)).rejects.toMatchObject({ code: 'git-failed' });
});

test('cancelled before and during the run', async () => {
  const repository = await temporaryRepository();
  const run = (stop: AbortSignal) =>
    // Waits for its standard input, so that only the abort can end it.
    runGit({ operation: 'wait', folder: repository.path, args: ['cat-file', '--batch'], signal: stop });
  await expect(run(AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  await expect(run(AbortSignal.timeout(50))).rejects.toMatchObject({ code: 'cancelled' });
});

test('variables of the caller do not point git elsewhere', async () => {
  const here = await temporaryRepository();
  const elsewhere = await temporaryRepository();
  vi.stubEnv('GIT_DIR', join(elsewhere.path, '.git'));
  vi.stubEnv('GIT_WORK_TREE', elsewhere.path);
  const args = ['rev-parse', '--show-toplevel'];
  expect(await runGit({ operation: 'look', folder: here.path, args, signal })).toBe(`${here.path}\n`);
});

test('a look never runs a program that the repository names', async () => {
  const repository = await temporaryRepository();
  await repository.write('spy.sh', `#!/bin/sh\ntouch '${join(repository.path, '.git', 'ran')}'\n`);
  await chmod(join(repository.path, 'spy.sh'), 0o755);
  await repository.git('config', 'core.fsmonitor', join(repository.path, 'spy.sh'));
  await gitHead(repository.path, signal);
  await expect(readFile(join(repository.path, '.git', 'ran'))).rejects.toMatchObject({ code: 'ENOENT' });
});
