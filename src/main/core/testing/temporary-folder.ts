import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const run = promisify(execFile);

/** A real folder for one test, with a plain git beside the one under test. */
export interface TemporaryFolder {
  readonly path: string;
  readonly git: (...args: string[]) => Promise<string>;
  readonly write: (name: string, text: string) => Promise<void>;
}

const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
};

/** Makes an empty temporary folder; for tests only, removed when the test ends. */
export async function temporaryFolder(name = 'backlot-'): Promise<TemporaryFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), name)));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return {
    path,
    git: async (...args) => (await run('git', args, { cwd: path, env })).stdout,
    write: (file, text) => writeFile(join(path, file), text),
  };
}

/** Makes a temporary repository on the branch `main`, without commits; for tests only. */
export async function temporaryRepository(name?: string): Promise<TemporaryFolder> {
  const folder = await temporaryFolder(name);
  await folder.git('init', '-q', '-b', 'main');
  return folder;
}
