import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepCopyrights } from './keep-copyrights.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'copyrights-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), 'text');
}

test('only copyrights stay, however deep the rest is', () => {
  put('doc/bash/copyright');
  put('doc/bash/README');
  put('doc/bash/examples/loadables/cat.c');
  put('doc/stray.txt');
  keepCopyrights(join(root, 'doc'));
  expect(readdirSync(join(root, 'doc'))).toEqual(['bash']);
  expect(existsSync(join(root, 'doc/bash/copyright'))).toBe(true);
  expect(existsSync(join(root, 'doc/bash/README'))).toBe(false);
  expect(existsSync(join(root, 'doc/bash/examples/loadables/cat.c'))).toBe(false);
});

test('a package that shares the documents of another is listed once, and its link stays', () => {
  put('doc/gcc-12-base/copyright');
  put('doc/gcc-12-base/README.Debian');
  symlinkSync('gcc-12-base', join(root, 'doc/libgcc-s1'));
  keepCopyrights(join(root, 'doc'));
  expect(readlinkSync(join(root, 'doc/libgcc-s1'))).toBe('gcc-12-base');
  expect(existsSync(join(root, 'doc/libgcc-s1/copyright'))).toBe(true);
  expect(existsSync(join(root, 'doc/gcc-12-base/README.Debian'))).toBe(false);
});

test('nothing outside is touched through a link', () => {
  put('outside/README');
  put('doc/bash/copyright');
  symlinkSync(join(root, 'outside'), join(root, 'doc/away'));
  symlinkSync(join(root, 'outside'), join(root, 'doc/bash/away'));
  keepCopyrights(join(root, 'doc'));
  expect(existsSync(join(root, 'outside/README'))).toBe(true);
});
