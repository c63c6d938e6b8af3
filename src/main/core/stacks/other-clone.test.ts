import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { otherClone } from './other-clone.ts';

async function folders(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'backlot-clones-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const name of ['one', 'two']) {
    await mkdir(join(root, name));
    await writeFile(join(root, name, 'compose.yaml'), 'services: {}\n');
  }
  return root;
}

test('a second clone is another one, in either direction', async () => {
  const root = await folders();
  expect(otherClone(join(root, 'one'), ['compose.yaml'])(join(root, 'two'))).toBe(true);
  expect(otherClone(join(root, 'two'), ['compose.yaml'])(join(root, 'one'))).toBe(true);
});

test('the same folder by another path is the same', async () => {
  const root = await folders();
  await symlink(join(root, 'one'), join(root, 'link'));
  expect(otherClone(join(root, 'link'), ['compose.yaml'])(join(root, 'one'))).toBe(false);
});

test('where it was before it was moved is no other clone, nor is an emptied folder', async () => {
  const root = await folders();
  await rename(join(root, 'one'), join(root, 'moved'));
  const other = otherClone(join(root, 'moved'), ['compose.yaml']);
  expect(other(join(root, 'one'))).toBe(false);
  await mkdir(join(root, 'one'));
  expect(other(join(root, 'one'))).toBe(false);
  await writeFile(join(root, 'one', 'backlot.yaml'), 'name: shop\n');
  expect(other(join(root, 'one'))).toBe(true);
});
