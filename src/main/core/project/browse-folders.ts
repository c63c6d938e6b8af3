import { readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';
import { pickComposeFiles } from './compose-files.ts';
import { configName } from './find-project.ts';

export interface BrowsedFolder {
  readonly name: string;
  readonly path: string;
  /** True where a backlot.yaml or a compose file is. */
  readonly project: boolean;
}

/** One folder with the folders inside it. */
export interface Browsed {
  readonly path: string;
  /** Absent at the root. */
  readonly parent?: string | undefined;
  readonly folders: readonly BrowsedFolder[];
}

/** How many folders are looked into at once: enough to be quick, few enough to leave files for others. */
const atOnce = 16;

async function inspect(folder: string, name: string): Promise<BrowsedFolder | undefined> {
  const path = join(folder, name);
  try {
    const names = await readdir(path);
    return { name, path, project: names.includes(configName) || pickComposeFiles(names).length > 0 };
  } catch {
    // Not a folder after all, gone meanwhile, or not for us: nothing to choose.
    return undefined;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isSymbolicLink()))
    .map(({ name }) => name)
    .toSorted(new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare);
}

function unreadable(path: string, error: unknown): BacklotError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') {
    return new BacklotError('forbidden', `The folder ${path} can't be read.`, {
      hint: 'Choose another folder.',
      cause: error,
    });
  }
  return new BacklotError('not-found', `There is no folder ${path}.`, {
    hint: 'Choose a folder that exists.',
    cause: error,
  });
}

/**
 * The folders inside a folder (the user's home when none is given), by name, without hidden ones and
 * those that can't be read.
 * @throws BacklotError `not-found`, `forbidden`, `invalid-input` (a relative path).
 */
export async function browseFolders(path: string | undefined, signal: AbortSignal): Promise<Browsed> {
  const wanted = path ?? homedir();
  if (!isAbsolute(wanted)) {
    throw new BacklotError('invalid-input', `${JSON.stringify(wanted)} is not an absolute path.`, {
      hint: 'Give the whole path of the folder.',
    });
  }
  try {
    const real = await realpath(wanted);
    const folder = (await stat(real)).isDirectory() ? real : dirname(real);
    const names = await namesIn(folder);
    const folders: BrowsedFolder[] = [];
    for (let start = 0; start < names.length; start += atOnce) {
      signal.throwIfAborted();
      const some = await Promise.all(names.slice(start, start + atOnce).map((name) => inspect(folder, name)));
      folders.push(...some.filter((one) => one !== undefined));
    }
    const parent = dirname(folder);
    return parent === folder ? { path: folder, folders } : { path: folder, parent, folders };
  } catch (error) {
    if (signal.aborted) throw error;
    throw unreadable(wanted, error);
  }
}
