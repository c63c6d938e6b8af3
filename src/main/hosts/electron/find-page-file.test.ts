import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPageFile, listPageFiles, type PageFiles } from './find-page-file.ts';

let outside: string;
let files: PageFiles;
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'backlot-page-'));
  const root = join(outside, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(outside, 'secret.txt'), 'secret');
  await writeFile(join(root, 'index.html'), '<p>');
  await writeFile(join(root, 'assets', 'index-1a.js'), '');
  await writeFile(join(root, 'assets', 'schön.css'), '');
  await symlink(join(outside, 'secret.txt'), join(root, 'link.txt'));
  files = listPageFiles(root);
});
afterAll(() => rm(outside, { recursive: true, force: true }));

test.each([
  ['/index.html', 'text/html; charset=utf-8'],
  ['/assets/index-1a.js', 'text/javascript; charset=utf-8'],
  ['/assets/sch%C3%B6n.css', 'text/css; charset=utf-8'],
])('%s is served as %s', (path, type) => {
  expect(findPageFile(files, path, false)?.type).toBe(type);
});

test.each(['/', '/operations', '/operations/01J'])('the route %s is index.html when navigated to', (path) => {
  expect(findPageFile(files, path, true)?.path).toMatch(/index\.html$/);
  expect(findPageFile(files, path, false)).toBeUndefined();
});

test.each([
  '/assets',
  '/assets/missing.js',
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/%2e%2e%2fsecret',
  '/link.txt',
  '/index.html%00.js',
  '/%zz',
  '//index.html',
])('%s gives no file outside or beside the page', (path) => {
  for (const navigation of [false, true]) {
    const found = findPageFile(files, path, navigation);
    if (found)
      expect([path, found.path]).toEqual(['/assets', expect.stringMatching(/renderer.index\.html$/)]);
  }
});
