import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';
import { commitAll } from '../git/commit-all.ts';
import { gitInit } from '../git/init.ts';
import { pathExists } from './path-exists.ts';

const author = { name: 'Shop Team', email: 'shop@example.com' };

/** The history of the sample: each commit with the files and folders it adds; the last one adds the rest. */
const commits: readonly { readonly message: string; readonly adds?: readonly string[] }[] = [
  {
    message: 'Keep products, customers and orders in PostgreSQL',
    adds: [
      '.gitignore',
      'db/entrypoint.sh',
      'db/migrations/001_catalogue.sql',
      'db/migrations/002_customers.sql',
      'db/migrations/003_orders.sql',
      'common/settings.py',
      'common/database.py',
      'migrate',
    ],
  },
  {
    message: 'Write down notes, events and who did what',
    adds: ['db/migrations/004_notes_events_audit.sql'],
  },
  {
    message: 'API: products, accounts, and orders paid through a provider',
    adds: ['api', 'cache', 'common'],
  },
  { message: 'Storefront', adds: ['web'] },
  { message: 'Worker: capture payments, send mail, try again what failed', adds: ['worker'] },
  { message: 'Stand-ins for mail and payments: development needs nothing real', adds: ['mail', 'payments'] },
  {
    message: 'Build and run all of it with compose',
    adds: ['Dockerfile', '.dockerignore', 'compose.yaml', '.env.example'],
  },
  { message: 'Demo data', adds: ['db/seeds'] },
  { message: 'Smoke test: one order, from the storefront to the mail', adds: ['scripts'] },
  { message: 'Summary of each customer, for support', adds: ['db/migrations/005_customer_summary.sql'] },
  { message: 'Production: images, limits, real third parties', adds: ['compose.production.yaml'] },
  { message: 'Explain the shop to newcomers', adds: ['README.md'] },
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

/** The files of a folder and its folders, by their paths from it. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'));
}

const isAmong = (file: string, paths: readonly string[]): boolean =>
  paths.some((path) => file === path || file.startsWith(`${path}/`));

async function fill(source: string, folder: string, signal: AbortSignal): Promise<void> {
  await gitInit(folder, 'main', signal);
  let left = await filesIn(source);
  for (const { message, adds } of commits) {
    signal.throwIfAborted();
    const names = adds === undefined ? left : left.filter((name) => isAmong(name, adds));
    if (names.length === 0) continue;
    for (const name of names) await cp(join(source, name), join(folder, name));
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
