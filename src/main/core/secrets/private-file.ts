import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';
import { errnoOf, homeError } from '../home/home-error.ts';

async function refuseUnlessPrivate(file: FileHandle, path: string): Promise<void> {
  const uid = process.getuid?.();
  if (uid === undefined) return;
  const found = await file.stat();
  if (found.uid !== uid) {
    throw new BacklotError('secrets-unavailable', `The secrets file ${path} belongs to another user.`, {
      hint: `Take it over (sudo chown "$(id -un)" "${path}"), or remove it and set the secrets again.`,
      details: { path },
    });
  }
  if ((found.mode & 0o077) !== 0) {
    throw new BacklotError('secrets-unavailable', `Other users may read the secrets file ${path}.`, {
      hint: `Run: chmod 600 "${path}"`,
      details: { path, mode: (found.mode & 0o777).toString(8) },
    });
  }
}

/**
 * The bytes of a file that its owner alone may read; `undefined` when there is none.
 * @throws BacklotError `secrets-unavailable` when others may read it, or it is a link
 */
export async function readPrivateFile(path: string, signal: AbortSignal): Promise<Buffer | undefined> {
  signal.throwIfAborted();
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    await refuseUnlessPrivate(file, path);
    return await file.readFile({ signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof BacklotError) throw error;
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw new BacklotError('secrets-unavailable', `The secrets file ${path} can't be read.`, {
      hint: `It must be a plain file of yours: chmod 600 "${path}"`,
      details: { path, errno: errnoOf(error) },
      cause: error,
    });
  } finally {
    await file?.close();
  }
}

/** Replaces a file in one step, on disk before it counts: a crash leaves the old one or the new one. */
export async function writePrivateFile(path: string, bytes: Buffer, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
    if (process.platform !== 'win32') {
      const folder = await open(dirname(path), 'r');
      await folder.sync().finally(() => folder.close());
    }
  } catch (error) {
    await rm(draft, { force: true });
    throw homeError(error, dirname(path), path);
  }
}
