import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkGit } from './check-git.ts';
import { examination } from './examination.fixture.ts';
import type { Finding } from './finding.ts';

const signal = new AbortController().signal;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-git-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** Nothing of this machine's own git configuration is seen. */
const examine = (env: Record<string, string | undefined>): Promise<Finding> =>
  checkGit.examine(
    examination({
      homedir: folder,
      env: { HOME: folder, GIT_CONFIG_NOSYSTEM: '1', PATH: process.env.PATH, ...env },
    }),
    signal,
  );

test('git with an identity is ok', async () => {
  await writeFile(join(folder, '.gitconfig'), '[user]\nname = Anna\nemail = anna@example.org\n');
  const finding = await examine({});
  expect(finding.status).toBe('ok');
  expect(finding.found).toMatch(/^\d+\.\d+/);
});

test.each(['', '[user]\nname = Anna\n', '[user]\nname =\nemail = anna@example.org\n'])(
  'git without a whole identity (%j) is a warning',
  async (config) => {
    await writeFile(join(folder, '.gitconfig'), config);
    expect(await examine({})).toMatchObject({
      status: 'warn',
      howTo: {
        command:
          'git config --global user.name "Your Name" && git config --global user.email you@example.org',
      },
    });
  },
);

test('an identity from the environment counts', async () => {
  const env = {
    GIT_AUTHOR_NAME: 'A',
    GIT_COMMITTER_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@b',
    GIT_COMMITTER_EMAIL: 'a@b',
  };
  expect(await examine(env)).toMatchObject({ status: 'ok' });
});

test('no git in the PATH', async () => {
  expect(await examine({ PATH: folder })).toEqual({
    status: 'fail',
    found: 'not found',
    problem: 'git is not installed, or not in the PATH.',
    howTo: { command: 'sudo apt-get update && sudo apt-get install -y git', steps: [] },
  });
});

test.each(['1.8.3.1', '2.19.9'])('git %s is too old', async (version) => {
  await writeFile(join(folder, 'git'), `#!/bin/sh\necho "git version ${version}"\n`);
  await chmod(join(folder, 'git'), 0o755);
  expect(await examine({ PATH: folder })).toMatchObject({
    status: 'fail',
    problem: `git ${version} is too old; Backlot needs 2.20 or newer.`,
  });
});
