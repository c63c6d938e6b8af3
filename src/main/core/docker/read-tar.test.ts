import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { packTar } from './pack-tar.ts';
import { firstFileOfTar } from './read-tar.ts';

const owner = { uid: 0, gid: 0, mode: 0o644 };

test('the first file, whatever stands before it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-tar-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const long = `${'certificates-'.repeat(12)}.pem`;
  await writeFile(join(folder, long), 'roots');
  await symlink('nowhere', join(folder, 'link'));
  for (const format of ['pax', 'gnu']) {
    const tar = execFileSync('tar', ['-C', folder, `--format=${format}`, '-cf', '-', 'link', long]);
    expect(String(firstFileOfTar(tar))).toBe('roots');
  }
});

test('one that we packed; nothing; cut short; no tar at all', () => {
  const tar = packTar([{ path: 'a', content: Buffer.from('x'.repeat(700)), ...owner }]);
  expect(firstFileOfTar(tar)).toHaveLength(700);
  expect(firstFileOfTar(tar.subarray(0, 1024))).toBeUndefined();
  expect(firstFileOfTar(packTar([]))).toBeUndefined();
  expect(firstFileOfTar(Buffer.alloc(1024, 'no tar'))).toBeUndefined();
});
