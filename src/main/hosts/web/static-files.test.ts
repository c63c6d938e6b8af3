import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import { findStaticFile, readStaticFiles } from './static-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backlot static é-'));
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  writeFileSync(join(folder, 'page/index.html'), '<title>Backlot</title>');
  writeFileSync(join(folder, 'page/assets/index-B1x_9-aZ.js'), 'go()');
  writeFileSync(join(folder, 'page/icon.svg'), '<svg/>');
  writeFileSync(join(folder, 'secret.txt'), 'outside');
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'page/link.txt'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('each file has its type and its cache rule', () => {
  const files = readStaticFiles(join(folder, 'page'));
  expect([...files.keys()].sort()).toEqual(['/', '/assets/index-B1x_9-aZ.js', '/icon.svg', '/index.html']);
  expect(files.get('/')).toMatchObject({
    contentType: 'text/html; charset=utf-8',
    cacheControl: 'no-store',
  });
  expect(files.get('/assets/index-B1x_9-aZ.js')).toMatchObject({
    contentType: 'text/javascript; charset=utf-8',
    cacheControl: 'private, max-age=31536000, immutable',
  });
  expect(files.get('/icon.svg')?.cacheControl).toBe('no-cache');
});

test('the files are served as they were at the start, whatever happens on the disk', () => {
  const files = readStaticFiles(join(folder, 'page'));
  rmSync(join(folder, 'page'), { recursive: true });
  expect(findStaticFile(files, '/?a=1', false)?.body.toString()).toBe('<title>Backlot</title>');
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/%252e%252e/secret.txt',
  '/..%5csecret.txt',
  '/..\\secret.txt',
  '/assets/../../secret.txt',
  '/index.html%00.js',
  '/%00',
  '/%',
  '/%ff',
  '/link.txt',
  '/assets',
  '/assets/',
  '//index.html',
  '/__proto__',
  '/constructor',
  `${'/a'.repeat(4000)}.js`,
])('%s finds nothing', (target) => {
  expect(findStaticFile(readStaticFiles(join(folder, 'page')), target, false)).toBeUndefined();
});

test('a navigation to a place inside the app gets the page, to a missing file nothing', () => {
  const files = readStaticFiles(join(folder, 'page'));
  expect(findStaticFile(files, '/environments/staging', true)).toBe(files.get('/'));
  expect(findStaticFile(files, '/environments/staging', false)).toBeUndefined();
  expect(findStaticFile(files, '/assets/old-12345678.js', true)).toBeUndefined();
  expect(findStaticFile(files, '/%2e%2e/x', true)).toBeUndefined();
});

test.each(['none', '.'])('a folder without a page (%s) says how to get one', (name) => {
  expect(() => readStaticFiles(join(folder, name))).toThrow(BacklotError);
  expect(() => readStaticFiles(join(folder, name))).toThrow(/page/);
});
