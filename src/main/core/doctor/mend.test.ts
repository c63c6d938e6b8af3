import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MendOptions, mend } from './mend.ts';

const signal = new AbortController().signal;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-mend-'));
});

afterEach(() => rm(folder, { recursive: true }));

const options = (parts: Partial<MendOptions> = {}): MendOptions => ({
  env: process.env,
  answers: async () => true,
  askEveryMs: 1,
  ...parts,
});

/** A program of the test's own in the place of systemctl. */
async function program(text: string): Promise<string> {
  const path = join(folder, 'start');
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o755);
  return path;
}

test('a mode is changed', async () => {
  const path = join(folder, 'key');
  await writeFile(path, 'x', { mode: 0o644 });
  await mend({ kind: 'chmod', path, mode: 0o600 }, options(), signal);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a mode that can not be changed', async () => {
  const path = join(folder, 'none');
  await expect(mend({ kind: 'chmod', path, mode: 0o600 }, options(), signal)).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining(path),
  });
});

test('an engine is started and waited for', async () => {
  const path = await program(`echo "$@" > ${folder}/said`);
  let asked = 0;
  const answers = async (): Promise<boolean> => {
    asked += 1;
    return asked === 3;
  };
  await mend(
    { kind: 'start-engine', program: path, args: ['start', 'docker'] },
    options({ answers }),
    signal,
  );
  expect(asked).toBe(3);
  expect((await stat(join(folder, 'said'))).size).toBe('start docker\n'.length);
});

test('an engine that can not be started', async () => {
  const path = await program('echo "Unit docker.service not found." >&2; exit 5');
  await expect(
    mend({ kind: 'start-engine', program: path, args: [] }, options(), signal),
  ).rejects.toMatchObject({
    code: 'docker-unreachable',
    message: `Docker could not be started with "${path}": Unit docker.service not found.`,
  });
  const none = join(folder, 'none');
  await expect(
    mend({ kind: 'start-engine', program: none, args: [] }, options(), signal),
  ).rejects.toMatchObject({
    message: `Docker could not be started with "${none}": there is no ${none}`,
  });
});

test('an engine that starts but never answers is given up', async () => {
  const path = await program('exit 0');
  const never = options({ answers: async () => false, startWithinMs: 20 });
  await expect(mend({ kind: 'start-engine', program: path, args: [] }, never, signal)).rejects.toMatchObject({
    code: 'docker-unreachable',
    message: `Docker was started with "${path}" but did not answer within 0.02 s.`,
  });
});

test('waiting for an engine can be cancelled', async () => {
  const path = await program('exit 0');
  const stop = new AbortController();
  const answers = async (): Promise<boolean> => {
    stop.abort();
    return false;
  };
  await expect(
    mend({ kind: 'start-engine', program: path, args: [] }, options({ answers }), stop.signal),
  ).rejects.toMatchObject({ code: 'cancelled' });
});
