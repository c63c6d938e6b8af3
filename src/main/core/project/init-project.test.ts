import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder, temporaryRepository } from '../testing/temporary-folder.ts';
import { gatherFindings } from './gather-findings.ts';
import { initProject } from './init-project.ts';
import { loadConfig } from './load-config.ts';

const { signal } = new AbortController();
const plain = { dryRun: false, force: false };

test('writes a file that the project then loads without a problem', async () => {
  const repository = await temporaryRepository('backlot-ünï (new) ');
  await repository.write('compose.yaml', 'services: { db: { image: postgres, volumes: [data:/d] } }');
  await repository.write('.env', 'STRIPE_KEY=sk_live_1234\nPORT=1\n');
  await mkdir(join(repository.path, 'db', 'seeds'), { recursive: true });
  await repository.write('db/seeds/demo.sql', 'select 1;');
  await mkdir(join(repository.path, 'src'));

  const path = join(repository.path, 'src');
  const { file, text, written, found } = await initProject({ path, ...plain }, signal);
  expect(file).toBe(join(repository.path, 'backlot.yaml'));
  expect(written).toBe(true);
  expect(await readFile(file, 'utf8')).toBe(text);
  expect(found).toContain('db keeps data (PostgreSQL) in data.');
  expect(text).toContain('secrets: [STRIPE_KEY]');
  expect(text + found.join()).not.toContain('sk_live');
  const { config, problems } = await loadConfig(repository.path, signal);
  expect(problems).toEqual([]);
  expect(config?.environments.qa?.follows).toBe('main');
});

test('a dry run writes nothing', async () => {
  const folder = await temporaryFolder();
  await folder.write('compose.yaml', 'services: {}');
  const { file, written } = await initProject({ path: folder.path, dryRun: true, force: false }, signal);
  expect(written).toBe(false);
  await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('never writes over a file without force', async () => {
  const folder = await temporaryFolder();
  await folder.write('compose.yaml', 'services: {}');
  await folder.write('backlot.yaml', '# mine');
  const file = join(folder.path, 'backlot.yaml');
  await expect(initProject({ path: folder.path, ...plain }, signal)).rejects.toMatchObject({
    code: 'config-exists',
    message: `${file} is already there.`,
  });
  expect(await readFile(file, 'utf8')).toBe('# mine');
  await initProject({ path: folder.path, dryRun: false, force: true }, signal);
  expect(await readFile(file, 'utf8')).toContain('environments:');
});

test('without a compose file there is nothing to propose', async () => {
  const repository = await temporaryRepository();
  await expect(initProject({ path: repository.path, ...plain }, signal)).rejects.toMatchObject({
    code: 'project-not-found',
    hint: 'Add a compose.yaml that describes the services, then run backlot init again.',
  });
});

test('compose files two levels down are found, those of tools are not', async () => {
  const repository = await temporaryRepository();
  for (const place of ['node_modules/x', '.cache/x', 'ops/docker']) {
    await mkdir(join(repository.path, place), { recursive: true });
    await repository.write(`${place}/compose.yaml`, 'name: "My Shop"\nservices: { a: { image: x } }');
  }
  await repository.write('ops/docker/compose.production.yaml', '');
  await repository.write('ops/docker/compose.override.yml', 'services: [');
  expect(await gatherFindings(repository.path, signal)).toMatchObject({
    composeName: 'My Shop',
    composeFiles: ['ops/docker/compose.yaml', 'ops/docker/compose.override.yml'],
    otherComposeFiles: ['ops/docker/compose.production.yaml'],
    unreadable: [{ file: 'ops/docker/compose.override.yml' }],
    services: [{ name: 'a' }],
    mainBranch: 'main',
  });
});
