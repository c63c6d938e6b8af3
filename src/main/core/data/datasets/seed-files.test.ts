import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listSeedFiles, seedFile } from './seed-files.ts';

const signal = new AbortController().signal;

test.each([
  ['db/demo.sql', { kind: 'sql', packed: undefined, service: undefined }],
  ['db/demo.sql.gz', { kind: 'sql', packed: 'gzip' }],
  ['db/demo.sql.zst', { kind: 'sql', packed: 'zstd' }],
  ['db/demo.dump', { kind: 'dump' }],
  ['db/01-demo.cache.sh', { kind: 'script', service: 'cache' }],
  ['db/v1.2.sql', { kind: 'sql', service: undefined }],
])('%s', (path, expected) => {
  expect(seedFile(path, ['db', 'cache'])).toMatchObject({ path, ...expected });
});

test.each(['db/README.md', 'db/.sql', 'db/demo.sh.gz', 'demo'])('%s is no seed', (path) => {
  expect(seedFile(path, [])).toBeUndefined();
});

test('a folder gives its files by name; what is missing or unknown is named', async () => {
  const project = await mkdtemp(join(tmpdir(), 'backlot-seeds-'));
  onTestFinished(() => rm(project, { recursive: true }));
  await mkdir(join(project, 'seeds'));
  for (const name of ['20-b.sql', '10-a.sql', 'README.md']) await writeFile(join(project, 'seeds', name), '');
  await writeFile(join(project, 'last.sql'), '');
  await writeFile(join(project, 'odd.csv'), '');
  const files = await listSeedFiles(project, ['seeds', 'last.sql'], [], signal);
  expect(files.map(({ path }) => path)).toEqual(['seeds/10-a.sql', 'seeds/20-b.sql', 'last.sql']);
  await expect(listSeedFiles(project, ['gone.sql'], [], signal)).rejects.toMatchObject({
    code: 'bake-failed',
    message: 'The seed gone.sql is not there.',
  });
  await expect(listSeedFiles(project, ['odd.csv'], [], signal)).rejects.toMatchObject({
    code: 'bake-failed',
  });
});
