import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dockerFolders, findDocker } from './find-docker.ts';

test('the PATH comes first, then where Docker Desktop puts its programs', () => {
  expect(dockerFolders({ PATH: '/a::/usr/local/bin' }, 'darwin')).toEqual([
    '/a',
    '/usr/local/bin',
    '/opt/homebrew/bin',
    '/Applications/Docker.app/Contents/Resources/bin',
  ]);
  expect(dockerFolders({ Path: 'C:\\a;C:\\b' }, 'win32').slice(0, 2)).toEqual(['C:\\a', 'C:\\b']);
  expect(dockerFolders({}, 'linux')).toEqual(['/usr/sbin']);
});

test.skipIf(process.platform === 'win32')('a program counts only when it can be run', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-find-'));
  try {
    const path = join(folder, 'docker');
    await writeFile(path, '', { mode: 0o644 });
    expect(await findDocker([folder], process.platform)).toBeUndefined();
    await writeFile(join(folder, 'dockerd'), '', { mode: 0o755 });
    expect(await findDocker([join(folder, 'none'), folder], process.platform)).toBe(join(folder, 'dockerd'));
  } finally {
    await rm(folder, { recursive: true });
  }
});
