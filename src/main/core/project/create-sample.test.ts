import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createSample } from './create-sample.ts';
import { describeProject } from './describe-project.ts';
import { sketchCompose } from './sketch-compose.ts';

const { signal } = new AbortController();
const source = fileURLToPath(new URL('../../../../resources/sample', import.meta.url));

test('the bundled sample is a project without a problem, with every kind of environment', async () => {
  const folder = await temporaryFolder('backlot ünï-');
  const target = join(folder.path, 'deep', 'shop');
  expect(await createSample(source, target, signal)).toEqual({ path: target, created: true });
  const project = await describeProject(target, signal);
  expect(project).toMatchObject({
    name: 'shop',
    state: 'ready',
    problems: [],
    git: { branch: 'main', subject: 'Describe the environments for Backlot', dirty: false },
  });
  expect(project.graph.nodes.map(({ name }) => name)).toEqual([
    'dev',
    'test.*',
    'qa',
    'release',
    'staging',
    'production',
    'production-copy',
  ]);
  expect(project.graph.edges).toHaveLength(7);
  const sketch = sketchCompose(await readFile(join(target, 'compose.yaml'), 'utf8'));
  expect(sketch.services.map(({ name }) => name)).toEqual([
    'web',
    'api',
    'worker',
    'migrate',
    'db',
    'cache',
    'mail',
    'payments',
  ]);
  expect(await readdir(join(folder.path, 'deep'))).toEqual(['shop']);
});

test('the history tells how the shop grew, each commit adding what it says', async () => {
  const folder = await temporaryFolder();
  const target = join(folder.path, 'shop');
  await createSample(source, target, signal);
  const log = await folder.git('-C', target, 'log', '--reverse', '--format=%an: %s');
  const lines = log.trim().split('\n');
  expect(lines).toHaveLength(13);
  expect(lines[0]).toBe('Shop Team: Keep products, customers and orders in PostgreSQL');
  expect(lines[3]).toBe('Shop Team: Storefront');
  const added = async (commit: string): Promise<readonly string[]> =>
    (await folder.git('-C', target, 'show', '--name-only', '--format=', commit)).trim().split('\n');
  expect(await added('HEAD')).toEqual(['backlot.yaml', 'db/masking.yaml']);
  expect(await added('HEAD~2')).toEqual(['compose.production.yaml']);
  expect(await added('HEAD~5')).toEqual(['db/seeds/demo.sql', 'db/seeds/empty.sql']);
});

test('again it is left as the user has it; an empty folder is filled', async () => {
  const folder = await temporaryFolder();
  const target = join(folder.path, 'shop');
  await mkdir(target);
  expect((await createSample(source, target, signal)).created).toBe(true);
  await writeFile(join(target, 'README.md'), 'mine');
  expect((await createSample(source, target, signal)).created).toBe(false);
  expect(await readFile(join(target, 'README.md'), 'utf8')).toBe('mine');
});

test('two at once make one', async () => {
  const folder = await temporaryFolder();
  const target = join(folder.path, 'shop');
  const both = await Promise.all([
    createSample(source, target, signal),
    createSample(source, target, signal),
  ]);
  expect(both.filter(({ created }) => created)).toHaveLength(1);
  expect(await readdir(folder.path)).toEqual(['shop']);
});

test('a folder or file of somebody else is not touched', async () => {
  const folder = await temporaryFolder();
  await folder.write('mine.txt', 'mine');
  for (const target of [folder.path, join(folder.path, 'mine.txt')]) {
    await expect(createSample(source, target, signal)).rejects.toMatchObject({ code: 'invalid-input' });
  }
  expect(await readdir(folder.path)).toEqual(['mine.txt']);
});

test('cancelled or failed, nothing is left behind', async () => {
  const folder = await temporaryFolder();
  const target = join(folder.path, 'shop');
  await expect(createSample(source, target, AbortSignal.abort())).rejects.toMatchObject({
    code: 'cancelled',
  });
  await expect(createSample(join(folder.path, 'gone'), target, signal)).rejects.toThrow();
  expect(await readdir(folder.path)).toEqual([]);
});
