import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readWindowFile, writeWindowFile } from './window-file.ts';
import { freshWindow, type WindowState } from './window-state.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'backlot window ä '));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const moved: WindowState = {
  bounds: { x: 1, y: 2, width: 1000, height: 700 },
  maximised: true,
  theme: 'dark',
};

test('what was written is read, and nothing else stays beside it', async () => {
  await writeWindowFile(home, freshWindow);
  await Promise.all([writeWindowFile(home, moved), writeWindowFile(home, moved)]);
  expect(readWindowFile(home)).toEqual(moved);
  expect(await readdir(home)).toEqual(['window.json']);
});

test.each(['', '{', '[]', '{"maximised":"yes"}', '{"bounds":{"x":1e99}}'])(
  'a damaged file (%s) is a first start',
  async (text) => {
    await writeFile(join(home, 'window.json'), text);
    expect(readWindowFile(home)).toEqual(freshWindow);
  },
);

test('a data directory that can not be written to is an error for the caller to log', async () => {
  await expect(writeWindowFile(join(home, 'missing'), moved)).rejects.toMatchObject({ code: 'ENOENT' });
});
