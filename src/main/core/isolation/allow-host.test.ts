import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { allowHost } from './allow-host.ts';

const text = 'name: shop\nenvironments:\n  dev: { kind: dev } # mine\nisolation:\n  guard: true\n';
const { signal } = new AbortController();

test('a host is shown, then written, then there already', async () => {
  const folder = await temporaryFolder();
  await folder.write('backlot.yaml', text);
  await folder.write('compose.yaml', 'services: {}');
  const read = (): Promise<string> => readFile(join(folder.path, 'backlot.yaml'), 'utf8');
  const ask = (dryRun: boolean) => allowHost({ project: folder.path, host: 'a.example.com', dryRun }, signal);
  const lines = { file: 'backlot.yaml', line: 6, removed: [], added: ['  allow: [a.example.com]'] };
  expect(await ask(true)).toEqual({ ...lines, already: false, written: false });
  expect(await read()).toBe(text);
  expect(await ask(false)).toEqual({ ...lines, already: false, written: true });
  expect(await read()).toBe(`${text}  allow: [a.example.com]\n`);
  expect(await ask(false)).toMatchObject({ already: true, written: false, added: [] });
});

test('a file with errors stays as it is', async () => {
  const folder = await temporaryFolder();
  await folder.write('backlot.yaml', 'name: shop\n');
  await expect(
    allowHost({ project: folder.path, host: 'a.example.com', dryRun: false }, signal),
  ).rejects.toMatchObject({ code: 'config-invalid' });
  expect(await readFile(join(folder.path, 'backlot.yaml'), 'utf8')).toBe('name: shop\n');
});
