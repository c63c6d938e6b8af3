import { chmod, lstat, mkdir, open, realpath, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';
import { errnoOf, homeError } from './home-error.ts';
import { type HomePaths, homePaths } from './home-paths.ts';

/** Who we are, to the file system; absent on Windows, where folders inherit their owner's rights. */
const ownUid = (): number | undefined => process.getuid?.();

async function ensureOwnFolder(home: string, path: string): Promise<void> {
  const found = await stat(path);
  if (!found.isDirectory()) throw homeError(Object.assign(new Error(), { code: 'ENOTDIR' }), home, path);
  const uid = ownUid();
  if (uid === undefined) return;
  if (found.uid !== uid) {
    throw new BacklotError('home-invalid', `Backlot's data directory belongs to another user: ${path}.`, {
      hint: 'Run as that user, or set BACKLOT_HOME to a folder of your own.',
      details: { home, path, owner: found.uid, user: uid },
    });
  }
  if ((found.mode & 0o077) !== 0) await chmod(path, 0o700);
}

/** A sub-folder that is a link would take what we write out of the owner-only folder. */
async function ensureSubFolder(home: string, path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    if (errnoOf(error) !== 'EEXIST') throw error;
  });
  if ((await lstat(path)).isSymbolicLink()) {
    throw new BacklotError('home-invalid', `A folder of Backlot's data directory is a link: ${path}.`, {
      hint: 'Remove the link; to keep the data elsewhere, set BACKLOT_HOME.',
      details: { home, path },
    });
  }
  await ensureOwnFolder(home, path);
}

/** Writes for real: permission bits say nothing about read-only mounts, quotas and full disks. */
async function probeWrite(root: string): Promise<void> {
  const path = join(root, `.write-${process.pid}`);
  const file = await open(path, 'w', 0o600);
  try {
    await file.write(Buffer.alloc(4096));
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}

/** Another process may make the same folder at the same time: there is there. */
async function mkdirUnlessThere(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch(async (error: unknown) => {
    if (!(await stat(path).catch(() => undefined))) throw error;
  });
}

/** Folder by folder: Node's own recursive mkdir says ENOENT on a read-only file system. */
async function makeFolder(path: string): Promise<void> {
  await mkdirUnlessThere(path).catch(async (error: unknown) => {
    const parent = dirname(path);
    if (errnoOf(error) !== 'ENOENT' || parent === path) throw error;
    await makeFolder(parent);
    await mkdirUnlessThere(path);
  });
}

/**
 * Makes the data directory and its folders, for their owner alone, and proves that it can be written.
 * Modes that are too open are tightened. Answers with canonical paths.
 * @throws BacklotError `home-invalid`, `home-readonly`, `disk-full`
 */
export async function prepareHome(home: string, signal: AbortSignal): Promise<HomePaths> {
  signal.throwIfAborted();
  try {
    await makeFolder(home);
    const paths = homePaths(await realpath(home));
    await ensureOwnFolder(home, paths.root);
    await probeWrite(paths.root);
    for (const folder of [paths.backups, paths.secrets, paths.snapshots, paths.scratch]) {
      signal.throwIfAborted();
      await ensureSubFolder(home, folder);
    }
    return paths;
  } catch (error) {
    signal.throwIfAborted();
    throw homeError(error, home);
  }
}
