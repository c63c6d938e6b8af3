import { execFile, execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { loadCompose } from './load-compose.ts';
import { printConfig } from './print-config.ts';
import { type CorpusCase, corpusCases, corpusFolder, withoutMachine } from './testing/corpus-cases.ts';

const run = promisify(execFile);
const signal = new AbortController().signal;

function composeVersion(): string | undefined {
  try {
    return execFileSync('docker', ['compose', 'version', '--short'], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  } catch {
    return undefined;
  }
}

const version = composeVersion();
if (version === undefined) {
  console.warn(
    'docker compose is not installed: the loader is not compared with it, only with its recorded answers.',
  );
}

async function askCompose({ files, env, profiles }: CorpusCase): Promise<string> {
  const { stdout } = await run(
    'docker',
    [
      'compose',
      ...files.flatMap((file) => ['-f', file]),
      ...profiles.flatMap((profile) => ['--profile', profile]),
      'config',
      '--format',
      'json',
    ],
    {
      cwd: corpusFolder,
      // The plugin may be the user's own; the home of the case is another one.
      env: { PATH: process.env.PATH ?? '', DOCKER_CONFIG: join(homedir(), '.docker'), ...env },
    },
  );
  return stdout;
}

describe.skipIf(version === undefined)(`docker compose ${version}`, () => {
  test.each(corpusCases())('$name', async (one) => {
    const reference: unknown = JSON.parse(withoutMachine(await askCompose(one)));
    const { model } = await loadCompose(one.request, signal);
    expect(JSON.parse(withoutMachine(printConfig(model)))).toEqual(reference);
    // Answers of other versions are compared, but not kept.
    if (version?.startsWith('2.26.1')) {
      await expect(`${JSON.stringify(reference, undefined, 2)}\n`).toMatchFileSnapshot(
        `testing/expected/${one.name}.expected`,
      );
    }
  });
});
