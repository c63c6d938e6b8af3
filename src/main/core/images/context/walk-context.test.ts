import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asNobody } from '../../testing/as-nobody.ts';
import { createIgnoreRules, readIgnoreFile } from './ignore-rules.ts';
import { selectPaths } from './select-paths.ts';
import { walkContext } from './walk-context.ts';

const signal = new AbortController().signal;
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'backlot-walk-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const put = async (...paths: readonly string[]): Promise<void> => {
  for (const path of paths) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), path);
  }
};
const walked = async (ignore: string, asked: readonly string[] = []): Promise<readonly string[]> => {
  const rules = createIgnoreRules(readIgnoreFile(ignore), '.dockerignore');
  const paths: string[] = [];
  for await (const { path } of walkContext(root, { rules, wants: await selectPaths(root, asked) }, signal))
    paths.push(path);
  return paths;
};

test('folders before what is in them, names in byte order', async () => {
  await put('a/x', 'a-b', 'a.b/c', 'B', 'ä', 'z');
  expect(await walked('')).toEqual(['B', 'a', 'a/x', 'a-b', 'a.b', 'a.b/c', 'z', 'ä']);
});

test('an excluded folder comes only for something kept in it', async () => {
  await put('a/b/keep', 'a/b/c/d', 'e/f', 'g');
  expect(await walked('a\ne\n!a/b/keep')).toEqual(['a', 'a/b', 'a/b/keep', 'g']);
});

test('more entries than are asked for at once', async () => {
  const names = Array.from({ length: 300 }, (_, index) => `f${String(index).padStart(3, '0')}`);
  await put(...names);
  expect(await walked('')).toEqual(names);
});

test('a file that may not be read is named', async () => {
  await put('closed/x');
  await chmod(root, 0o755);
  await chmod(join(root, 'closed'), 0o000);
  await asNobody(() =>
    expect(walked('')).rejects.toMatchObject({
      code: 'config-invalid',
      message: `${join(root, 'closed')} in the build's context can't be read.`,
    }),
  );
  await chmod(join(root, 'closed'), 0o755);
});

describe.skipIf(process.platform === 'win32')('what the builder asks for', () => {
  beforeEach(async () => {
    await put('app/src/main.ts', 'app/package.json', 'other/file', 'real/deep/file');
    await symlink('../real', join(root, 'app/link'));
    await symlink('/real/deep', join(root, 'absolute'));
    await symlink('loop', join(root, 'loop'));
  });

  test.each<[asked: readonly string[], sent: readonly string[]]>([
    [['other'], ['other', 'other/file']],
    [['/app/package.json'], ['app', 'app/package.json']],
    [['app/*.json'], ['app', 'app/package.json']],
    [['app/link/deep/file'], ['app', 'app/link', 'real', 'real/deep', 'real/deep/file']],
    [['absolute/file'], ['absolute', 'real', 'real/deep', 'real/deep/file']],
    [['loop'], ['loop']],
    [['not-there'], []],
    [['../../other/file'], ['other', 'other/file']],
  ])('%j', async (asked, sent) => {
    expect(await walked('', asked)).toEqual(sent);
  });

  test.each(['', '.', '/', '**/x'])('"%s" is everything', async (asked) => {
    expect(await walked('', [asked])).toEqual(await walked(''));
  });
});
