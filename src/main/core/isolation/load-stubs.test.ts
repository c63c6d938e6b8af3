import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { loadStubs } from './load-stubs.ts';

const signal = new AbortController().signal;
const good = 'stubs:\n  - { request: GET /, answer: { body: a } }\n';

let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'backlot-stubs-'));
  const made = project;
  onTestFinished(() => rm(made, { recursive: true, force: true }));
});

test('the stubs of each file, once', async () => {
  await writeFile(join(project, 'a.yaml'), good);
  const stubs = await loadStubs(project, ['a.yaml', 'a.yaml'], signal);
  expect(Object.keys(stubs)).toEqual(['a.yaml']);
  expect(stubs['a.yaml']).toMatchObject([{ at: 'a.yaml:2', path: '/', answer: { body: 'a' } }]);
});

test('what is wrong is told with its place, all of it', async () => {
  await writeFile(join(project, 'a.yaml'), 'stubs:\n  - { request: GET / }\n');
  await writeFile(join(project, 'b.yaml'), good.replace('GET', 'get'));
  await expect(loadStubs(project, ['a.yaml', 'b.yaml'], signal)).rejects.toMatchObject({
    code: 'config-invalid',
    message: 'a.yaml:2:16: This stub has no answer. (and 1 more)',
    hint: 'Add "answer:", or the fault reset or timeout.',
    details: {
      problems: [
        { file: 'a.yaml', line: 2 },
        { file: 'b.yaml', line: 2, column: 16 },
      ],
    },
  });
});

test('files that are not there, no files, no text, too large', async () => {
  await mkdir(join(project, 'folder'));
  await writeFile(join(project, 'latin'), Buffer.from([0x61, 0xe9]));
  await writeFile(join(project, 'large'), 'a'.repeat(2 ** 20 + 1));
  for (const [file, message] of [
    ['none.yaml', 'none.yaml: There is no file none.yaml, which isolation.replace names.'],
    ['folder', 'folder: folder is no file.'],
    ['latin', 'latin: latin is not UTF-8 text.'],
    ['large', 'large: large is larger than 1024 KB.'],
  ] as const)
    await expect(loadStubs(project, [file], signal)).rejects.toMatchObject({ message });
});
