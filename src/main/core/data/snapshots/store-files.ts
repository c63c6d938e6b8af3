import { randomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BacklotError } from '../../../../shared/errors.ts';
import { errnoOf, homeError } from '../../home/home-error.ts';

/** Where the parts of a snapshot lie. Each has all of its chunks in its folder; shared ones are hard links. */
export const snapshotPaths = (folder: string, id: string) => ({
  folder: join(folder, id),
  manifest: join(folder, id, 'manifest'),
  chunk: (name: string): string => join(folder, id, `${name}.chunk`),
});

/** A snapshot's id is that of the operation that pulled it; anything else in the folder is not ours. */
export const isSnapshotId = (name: string): boolean => /^[0-9a-f]{16}$/.test(name);

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

/**
 * Writes a file for its owner alone, whole or not at all; on disk before it has its name when `durable`.
 * @throws BacklotError `disk-full`, `home-readonly`, `home-invalid`
 */
export async function writeWhole(
  path: string,
  parts: readonly Uint8Array[],
  signal: AbortSignal,
  { durable }: { readonly durable: boolean },
): Promise<void> {
  signal.throwIfAborted();
  const draft = `${path}.${randomBytes(4).toString('hex')}.new`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      for (const part of parts) await writeAll(file, part);
      if (durable) await file.datasync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw homeError(error, dirname(dirname(path)), path);
  }
}

/** A full disk may take a part of a write and say so only at the next one. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at);
    if (bytesWritten === 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });
    at += bytesWritten;
  }
}

/** A file that was written, on disk. @throws BacklotError as `writeWhole` does */
export async function settleFile(path: string): Promise<void> {
  try {
    const file = await open(path, 'r');
    await file.datasync().finally(() => file.close());
  } catch (error) {
    throw homeError(error, dirname(dirname(path)), path);
  }
}

/** Names in a folder, on disk. */
export async function settleFolder(path: string): Promise<void> {
  try {
    await syncFolder(path);
  } catch (error) {
    throw homeError(error, dirname(path), path);
  }
}

/** A folder for its owner alone, in one that is there; it may be there already. */
export async function makeOwnFolder(path: string): Promise<void> {
  try {
    // Not recursive: Node then says ENOENT on a read-only file system.
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return;
    throw homeError(error, dirname(path), path);
  }
}

/** A second name for a file that is there; false where it is gone or the file system has no links. */
export async function shareFile(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EEXIST';
  }
}

/** Names in a folder; none where there is no folder. */
export async function namesIn(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw homeError(error, path);
  }
}

/** A file's bytes. @throws BacklotError `snapshot-corrupt` naming the file when it is missing or unreadable */
export async function readStored(path: string, signal: AbortSignal): Promise<Buffer> {
  try {
    return await readFile(path, { signal });
  } catch (error) {
    signal.throwIfAborted();
    const errno = errnoOf(error);
    throw corrupt(
      path,
      errno === 'ENOENT' ? 'is missing' : `can't be read (${errno || 'unknown error'})`,
      error,
    );
  }
}

/** The error of a snapshot's file that is not what it was when it was written. */
export const corrupt = (path: string, what: string, cause?: unknown): BacklotError =>
  new BacklotError('snapshot-corrupt', `The snapshot's file ${path} ${what}.`, {
    hint: 'Remove the snapshot and pull it again.',
    details: { file: path },
    cause,
  });

/** Removes a snapshot's folder: its manifest first, so that what a crash leaves is no snapshot. */
export async function removeFolder(folder: string): Promise<void> {
  try {
    const manifest = join(folder, 'manifest');
    await rm(manifest, { force: true });
    await syncFolder(folder).catch((error: unknown) => {
      if (errnoOf(error) !== 'ENOENT') throw error;
    });
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    throw homeError(error, dirname(folder), folder);
  }
}
