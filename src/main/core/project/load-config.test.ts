import { execFileSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asNobody } from '../testing/as-nobody.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { placeText } from './config-error.ts';
import { loadConfig, requireConfig } from './load-config.ts';
import { largestConfig } from './refuse-config.ts';

const { signal } = new AbortController();

const minimal = 'name: shop\nenvironments: { dev: { kind: dev } }\n';

async function problemsIn(folder: string): Promise<readonly string[]> {
  const { problems } = await loadConfig(folder, signal);
  return problems.map((problem) => `${placeText(problem)}: ${problem.message}`);
}

test('a project with its files', async () => {
  const folder = await temporaryFolder('backlot grüße-');
  await folder.write('backlot.yaml', minimal);
  await folder.write('compose.yaml', 'services: {}');
  await folder.write('compose.override.yaml', 'services: {}');
  const { config, problems, composeFiles } = await loadConfig(folder.path, signal);
  expect(config?.name).toBe('shop');
  expect(problems).toEqual([]);
  expect(composeFiles).toEqual(['compose.yaml', 'compose.override.yaml']);
});

test('files that are named and not there, at the place where they are named', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder.path, 'folder.yaml'));
  await folder.write('compose.yaml', 'services: {}');
  await folder.write(
    'backlot.yaml',
    `${minimal}compose: [compose.yaml, gone.yaml, folder.yaml]\ndatasets: { demo: { seed: db/demo.sql }, s: { snapshot: dev, masking: m.yaml } }\n`,
  );
  const { config, problems } = await loadConfig(folder.path, signal);
  expect(config?.name).toBe('shop');
  expect(problems.map((problem) => `${problem.severity} ${placeText(problem)}: ${problem.message}`)).toEqual([
    'error backlot.yaml:3:25: There is no file "gone.yaml".',
    'error backlot.yaml:3:36: There is no file "folder.yaml".',
    'warning backlot.yaml:4:27: There is no file "db/demo.sql".',
    'warning backlot.yaml:4:71: There is no file "m.yaml".',
  ]);
});

test('no compose file at all', async () => {
  const folder = await temporaryFolder();
  await folder.write('backlot.yaml', minimal);
  expect(await problemsIn(folder.path)).toEqual([
    'backlot.yaml:1:1: There is no compose file beside backlot.yaml.',
  ]);
});

test('not there, a folder, a pipe, a dead link, an endless device', async () => {
  const folder = await temporaryFolder();
  expect(await problemsIn(folder.path)).toEqual(['backlot.yaml: backlot.yaml is not there.']);
  const make = async (name: string, work: (path: string) => unknown): Promise<readonly string[]> => {
    await mkdir(join(folder.path, name));
    await work(join(folder.path, name, 'backlot.yaml'));
    return problemsIn(join(folder.path, name));
  };
  expect(await make('folder', (path) => mkdir(path))).toEqual([
    'backlot.yaml: backlot.yaml is a folder, not a file.',
  ]);
  expect(await make('pipe', (path) => execFileSync('mkfifo', [path]))).toEqual([
    'backlot.yaml: backlot.yaml is a device or a pipe, not a file.',
  ]);
  expect(await make('device', (path) => execFileSync('ln', ['-s', '/dev/zero', path]))).toEqual([
    'backlot.yaml: backlot.yaml is a device or a pipe, not a file.',
  ]);
  expect(await make('dead', (path) => execFileSync('ln', ['-s', 'nowhere', path]))).toEqual([
    'backlot.yaml: backlot.yaml is not there.',
  ]);
});

test('empty, huge, not UTF-8', async () => {
  const folder = await temporaryFolder();
  const path = join(folder.path, 'backlot.yaml');
  await writeFile(path, '');
  expect(await problemsIn(folder.path)).toEqual(['backlot.yaml: backlot.yaml is empty.']);
  await writeFile(path, Buffer.alloc(largestConfig + 1, 'a'));
  expect(await problemsIn(folder.path)).toEqual(['backlot.yaml: backlot.yaml is larger than 256 KB.']);
  for (const bytes of [Buffer.from('name: gr\xfc\xdfe', 'latin1'), Buffer.from('\ufeffname: a', 'utf16le')]) {
    await writeFile(path, bytes);
    expect(await problemsIn(folder.path)).toEqual(['backlot.yaml: backlot.yaml is not UTF-8 text.']);
  }
});

test('without permission to read', async () => {
  const folder = await temporaryFolder();
  await folder.write('backlot.yaml', minimal);
  await chmod(join(folder.path, 'backlot.yaml'), 0);
  expect(await asNobody(() => problemsIn(folder.path))).toEqual([
    "backlot.yaml: backlot.yaml can't be read: permission denied.",
  ]);
});

test('who needs a configuration gets it, or all problems as one error', async () => {
  const folder = await temporaryFolder();
  await folder.write('backlot.yaml', `${minimal}compose: gone.yaml\n`);
  await expect(requireConfig(folder.path, signal)).rejects.toMatchObject({
    code: 'config-invalid',
    message: 'backlot.yaml:3:10: There is no file "gone.yaml".',
    details: { problems: [{ line: 3, column: 10 }] },
  });
  await folder.write('gone.yaml', 'services: {}');
  expect(await requireConfig(folder.path, signal)).toMatchObject({
    config: { name: 'shop' },
    composeFiles: ['gone.yaml'],
  });
});
