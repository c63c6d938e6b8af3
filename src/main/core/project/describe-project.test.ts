import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { project as projectSchema } from '../../../shared/contract/projects.ts';
import { temporaryFolder, temporaryRepository } from '../testing/temporary-folder.ts';
import { describeProject } from './describe-project.ts';

const { signal } = new AbortController();

afterEach(() => {
  vi.unstubAllEnvs();
});

const minimal = 'name: shop\nenvironments: { dev: { kind: dev }, qa: { kind: qa } }\n';

test('ready: name, head, compose files, graph', async () => {
  const repository = await temporaryRepository();
  await repository.write('backlot.yaml', minimal);
  await repository.write('compose.yaml', 'services: {}');
  await repository.git('add', '.');
  await repository.git('commit', '-q', '-m', 'Start');
  await mkdir(join(repository.path, 'src'));
  const project = await describeProject(join(repository.path, 'src'), signal);
  expect(project).toMatchObject({
    path: repository.path,
    name: 'shop',
    state: 'ready',
    problems: [],
    composeFiles: ['compose.yaml'],
    git: { branch: 'main', subject: 'Start', dirty: false },
    graph: { edges: [{ flow: 'merge', from: 'dev', to: 'qa' }] },
  });
  expect(projectSchema.parse(project)).toEqual(project);
});

test('uninitialised: a repository without backlot.yaml', async () => {
  const repository = await temporaryRepository();
  await repository.write('docker-compose.yml', 'services: {}');
  expect(await describeProject(repository.path, signal)).toEqual({
    path: repository.path,
    name: basename(repository.path),
    state: 'uninitialised',
    problems: [],
    git: { branch: 'main', dirty: true },
    composeFiles: ['docker-compose.yml'],
    graph: { nodes: [], edges: [] },
  });
});

test('broken: the problems, and still the head', async () => {
  const repository = await temporaryRepository();
  await repository.write('backlot.yaml', 'name: shop\n');
  const project = await describeProject(repository.path, signal);
  expect(project.state).toBe('broken');
  expect(project.problems.map(({ message }) => message)).toEqual(['environments is missing.']);
  expect(project.git?.branch).toBe('main');
});

test('without git on the machine, and outside a repository: everything but the head', async () => {
  const folder = await temporaryFolder();
  await folder.write('backlot.yaml', minimal);
  await folder.write('compose.yaml', 'services: {}');
  const outside = await describeProject(folder.path, signal);
  expect(outside).toMatchObject({ state: 'ready', problems: [] });
  expect(outside).not.toHaveProperty('git');
  vi.stubEnv('PATH', folder.path);
  expect(await describeProject(folder.path, signal)).toEqual(outside);
});

test('a repository that git refuses is told as a warning', async () => {
  const folder = await temporaryFolder();
  await folder.write('backlot.yaml', minimal);
  await folder.write('compose.yaml', 'services: {}');
  await folder.git('init', '-q');
  await folder.write('.git/config', '[core]\nrepositoryformatversion = 999\n');
  const project = await describeProject(folder.path, signal);
  expect(project.state).toBe('ready');
  expect(project.problems).toMatchObject([{ file: '.git', severity: 'warning' }]);
});

test('cancelled', async () => {
  const repository = await temporaryRepository();
  await expect(describeProject(repository.path, AbortSignal.abort())).rejects.toMatchObject({
    name: expect.stringMatching(/AbortError|BacklotError/),
  });
});
