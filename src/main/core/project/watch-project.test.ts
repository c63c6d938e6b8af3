import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { Project } from '../../../shared/model/project.ts';
import { type TemporaryFolder, temporaryFolder, temporaryRepository } from '../testing/temporary-folder.ts';
import { watchFiles } from './watch-files.ts';
import { createProjectWatch } from './watch-project.ts';

// Real watchers on a busy machine: the wait is for an event, not for this long.
vi.setConfig({ testTimeout: 30_000 });

const stop = new AbortController();
const watch = createProjectWatch();

afterEach(async () => {
  await watch.close();
});

const configOf = (...names: readonly string[]): string =>
  `name: shop\nenvironments: { ${names.map((name) => `${name}: { kind: qa }`).join(', ')} }\n`;

async function shop(): Promise<TemporaryFolder> {
  const repository = await temporaryRepository();
  await repository.write('backlot.yaml', configOf('one'));
  await repository.write('compose.yaml', 'services: {}');
  await repository.git('add', '.');
  await repository.git('commit', '-q', '-m', 'Start');
  return repository;
}

/** One follower, read until the project is as wanted. */
function follower(path: string) {
  const leave = new AbortController();
  const events = watch.follow(path, leave.signal)[Symbol.asyncIterator]();
  return {
    async until(wanted: (project: Project) => boolean): Promise<Project> {
      for (;;) {
        const { value, done } = await events.next();
        if (done) throw new Error('the stream ended');
        if (wanted(value.value)) return value.value;
      }
    },
    async leave(): Promise<void> {
      leave.abort();
      await events.next();
    },
  };
}

const names = ({ graph }: Project): string => graph.nodes.map(({ name }) => name).join();

test('the project now, then after each save, also by editors that replace the file', async () => {
  const repository = await shop();
  const reader = follower(repository.path);
  expect(names(await reader.until(() => true))).toBe('one');
  await repository.write('backlot.yaml', configOf('one', 'two'));
  await reader.until((project) => names(project) === 'one,two');
  await repository.write('.backlot.yaml.swp', configOf('three'));
  await rename(join(repository.path, '.backlot.yaml.swp'), join(repository.path, 'backlot.yaml'));
  await reader.until((project) => names(project) === 'three');
  await repository.write('backlot.yaml', configOf('four'));
  await reader.until((project) => names(project) === 'four');
  await reader.leave();
});

test('broken keeps the last good graph; gone is uninitialised; back is ready', async () => {
  const repository = await shop();
  const reader = follower(repository.path);
  await reader.until(({ state }) => state === 'ready');
  await repository.write('backlot.yaml', 'name: [');
  const broken = await reader.until(({ state }) => state === 'broken');
  expect(names(broken)).toBe('one');
  expect(broken.problems[0]?.line).toBe(1);
  await rm(join(repository.path, 'backlot.yaml'));
  expect(names(await reader.until(({ state }) => state === 'uninitialised'))).toBe('');
  await repository.write('backlot.yaml', configOf('again'));
  expect(names(await reader.until(({ state }) => state === 'ready'))).toBe('again');
  await reader.leave();
});

test('compose files: a named one comes and goes, in a folder that was not there either', async () => {
  const repository = await shop();
  await repository.write('backlot.yaml', `${configOf('one')}compose: [compose.yaml, ops/x/extra.yaml]\n`);
  const reader = follower(repository.path);
  await reader.until(({ state }) => state === 'broken');
  await mkdir(join(repository.path, 'ops'));
  await mkdir(join(repository.path, 'ops', 'x'));
  await repository.write('ops/x/extra.yaml', 'services: {}');
  await reader.until(({ state }) => state === 'ready');
  await rm(join(repository.path, 'ops'), { recursive: true });
  await reader.until(({ state }) => state === 'broken');
  await repository.write('backlot.yaml', configOf('one'));
  await reader.until(({ composeFiles }) => composeFiles.join() === 'compose.yaml');
  await repository.write('compose.override.yaml', 'services: {}');
  await reader.until(({ composeFiles }) => composeFiles.length === 2);
  await reader.leave();
});

test('the git head: a commit, a branch, a staged file, another commit there', async () => {
  const repository = await shop();
  const reader = follower(repository.path);
  await reader.until(({ git }) => git?.subject === 'Start');
  await repository.git('commit', '-q', '--allow-empty', '-m', 'Second');
  await reader.until(({ git }) => git?.subject === 'Second');
  await repository.git('checkout', '-q', '-b', 'feature/login');
  await reader.until(({ git }) => git?.branch === 'feature/login');
  await repository.git('commit', '-q', '--allow-empty', '-m', 'Third');
  await reader.until(({ git }) => git?.subject === 'Third');
  await repository.write('new.txt', 'x');
  await repository.git('add', '.');
  await reader.until(({ git }) => git?.dirty === true);
  await repository.git('pack-refs', '--all');
  await repository.git('commit', '-q', '-m', 'Fourth');
  await reader.until(({ git }) => git?.subject === 'Fourth');
  await reader.leave();
});

test('a linked work tree, where .git is a file', async () => {
  const repository = await shop();
  const other = await temporaryFolder();
  const tree = join(other.path, 'tree');
  await repository.git('worktree', 'add', '-q', '-b', 'side', tree);
  const reader = follower(tree);
  await reader.until(({ git }) => git?.branch === 'side');
  await repository.git('-C', tree, 'commit', '-q', '--allow-empty', '-m', 'Aside');
  await reader.until(({ git }) => git?.subject === 'Aside');
  await repository.git('-C', tree, 'checkout', '-q', '--detach');
  await reader.until(({ git }) => git !== undefined && git.branch === undefined);
  await reader.leave();
});

test('a folder becomes a repository', async () => {
  const folder = await temporaryFolder();
  await folder.write('compose.yaml', 'services: {}');
  const reader = follower(folder.path);
  await reader.until(({ git }) => git === undefined);
  await folder.git('init', '-q', '-b', 'main');
  await reader.until(({ git }) => git?.branch === 'main');
  await reader.leave();
});

test('the folder goes and comes back', async () => {
  const folder = await temporaryFolder();
  const root = join(folder.path, 'shop');
  const fill = async (name: string): Promise<void> => {
    await mkdir(root);
    await writeFile(join(root, 'compose.yaml'), 'services: {}');
    await writeFile(join(root, 'backlot.yaml'), configOf(name));
  };
  await fill('one');
  const reader = follower(root);
  await reader.until(({ state }) => state === 'ready');
  await rm(root, { recursive: true });
  const gone = await reader.until(({ problems }) =>
    problems.some(({ message }) => message.includes('is gone')),
  );
  expect(names(gone)).toBe('one');
  await fill('two');
  await reader.until((project) => names(project) === 'two');
  await reader.leave();
});

test('followers share one watch, which ends with the last; a cursor resumes', async () => {
  const repository = await shop();
  await mkdir(join(repository.path, 'src'));
  const one = follower(repository.path);
  const two = follower(join(repository.path, 'src'));
  await one.until(() => true);
  await two.until(() => true);
  expect(watch.size()).toBe(1);
  await one.leave();
  expect(watch.size()).toBe(1);

  const leave = new AbortController();
  const events = watch.follow(repository.path, leave.signal)[Symbol.asyncIterator]();
  const first = await events.next();
  leave.abort();
  await events.next();
  const again = new AbortController();
  const resumed = watch.follow(repository.path, again.signal, first.value?.cursor)[Symbol.asyncIterator]();
  const next = resumed.next();
  await repository.write('backlot.yaml', configOf('two'));
  const { value } = await next;
  expect(value && names(value.value)).toBe('two');
  again.abort();
  await resumed.next();
  await two.leave();
  expect(watch.size()).toBe(0);
});

test('no project: the error reaches the follower and nothing stays', async () => {
  const folder = await temporaryFolder();
  const events = watch.follow(folder.path, stop.signal)[Symbol.asyncIterator]();
  await expect(events.next()).rejects.toMatchObject({ code: 'project-not-found' });
  expect(watch.size()).toBe(0);
});

test('without watchers of the system, files are looked at from time to time', async () => {
  const folder = await temporaryFolder();
  const { promise, resolve } = Promise.withResolvers<void>();
  const targets = { folders: [folder.path], wants: (path: string) => path.endsWith('backlot.yaml') };
  const files = await watchFiles(targets, resolve, true);
  await folder.write('backlot.yaml', 'name: a');
  await promise;
  await files.close();
});
