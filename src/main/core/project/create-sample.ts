import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';
import { commitAll } from '../git/commit-all.ts';
import { gitInit } from '../git/init.ts';
import { pathExists } from './path-exists.ts';

const author = { name: 'Shop Team', email: 'shop@example.com' };

/** The commits of the sample, each with the top-level entries it adds; the last one adds the rest. */
const commits: readonly { readonly message: string; readonly adds?: readonly string[] }[] = [
  { message: 'Describe the services of the shop', adds: ['compose.yaml', 'README.md', '.gitignore'] },
  { message: 'Add the tables and demo data', adds: ['db'] },
  { message: 'Describe the environments for Backlot' },
];

/** Inside .git, where no work tree shows it: this folder is a sample of ours, and complete. */
const marker = join('.git', 'backlot-sample');

export interface Sample {
  /** Absolute path of the project. */
  readonly path: string;
  /** False when it was there already. */
  readonly created: boolean;
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** True when the sample is there; an error when something else is. */
async function isThere(target: string): Promise<boolean> {
  if (await pathExists(join(target, marker))) return true;
  const names = await readdir(target).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw new BacklotError('invalid-input', `${target} is in the way of the sample project.`, {
      hint: 'Choose another folder for the sample.',
      cause: error,
    });
  });
  if (names.length === 0) return false;
  throw new BacklotError('invalid-input', `The folder ${target} is not empty and not the sample project.`, {
    hint: 'Choose another folder for the sample.',
  });
}

async function fill(source: string, folder: string, signal: AbortSignal): Promise<void> {
  await gitInit(folder, 'main', signal);
  let left = await readdir(source);
  for (const { message, adds } of commits) {
    signal.throwIfAborted();
    const names = adds === undefined ? left : left.filter((name) => adds.includes(name));
    if (names.length === 0) continue;
    for (const name of names) await cp(join(source, name), join(folder, name), { recursive: true });
    left = left.filter((name) => !names.includes(name));
    await commitAll(folder, message, author, signal);
  }
  await writeFile(join(folder, marker), '');
}

/** Moves the finished folder to its place; another run may have been faster. */
async function moveTo(target: string, folder: string): Promise<boolean> {
  try {
    await rmdir(target).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
    await rename(folder, target);
    return true;
  } catch (error) {
    if (await isThere(target)) return false;
    throw error;
  }
}

/**
 * Puts the bundled sample project (`source`) into a folder as a git repository with a few commits. A
 * sample that is there already is left as it is; it is there whole or not at all.
 * @throws BacklotError `invalid-input` when something else is in the folder, `git-missing`, `cancelled`.
 */
export async function createSample(source: string, target: string, signal: AbortSignal): Promise<Sample> {
  if (await isThere(target)) return { path: target, created: false };
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, `.${basename(target)}-`));
  try {
    // A temporary folder is for its owner alone; the users inside containers read this one too.
    await chmod(folder, 0o755);
    await fill(source, folder, signal);
    return { path: target, created: await moveTo(target, folder) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
