import { randomUUID } from 'node:crypto';
import { link, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

function failure(path: string, error: unknown): BacklotError {
  switch (codeOf(error)) {
    case 'EEXIST':
    case 'EISDIR':
    case 'ENOTEMPTY':
      return new BacklotError('config-exists', `${path} is already there.`, {
        hint: 'Use --force to replace a file; rename a folder of that name.',
        cause: error,
      });
    case 'ENOSPC':
    case 'EDQUOT':
      return new BacklotError('disk-full', `There is no room on the disk to write ${path}.`, {
        hint: 'Free some space, then try again.',
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new BacklotError('forbidden', `${path} can't be written: permission denied.`, {
        hint: 'Give yourself permission to write to the folder.',
        cause: error,
      });
    default:
      return new BacklotError(
        'internal',
        `${path} can't be written: ${error instanceof Error ? error.message : String(error)}.`,
        { hint: 'Check that the folder and its disk are in order.', cause: error },
      );
  }
}

/** Puts the finished file in its place; without `replace` an existing one is an error, with no gap between look and act. */
async function place(temporary: string, path: string, replace: boolean): Promise<void> {
  if (replace) {
    // The target of a symbolic link is replaced, not the link.
    await rename(temporary, await realpath(path).catch(() => path));
    return;
  }
  try {
    await link(temporary, path);
    await rm(temporary);
  } catch (error) {
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(String(codeOf(error)))) throw error;
    // No hard links on this disk: claim the name first, then put the file over the claim.
    await writeFile(path, '', { flag: 'wx' });
    await rename(temporary, path);
  }
}

/**
 * Writes a file whole or not at all: readers see the old file or the new one, never a part.
 * @throws BacklotError `config-exists` (without `replace`), `forbidden`, `disk-full`, `internal`.
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  replace: boolean,
  signal: AbortSignal,
): Promise<void> {
  const temporary = join(dirname(path), `.backlot-${randomUUID()}.tmp`);
  try {
    signal.throwIfAborted();
    // Flushed before it gets its name: after a crash there is no empty file in place of the old one.
    await writeFile(temporary, content, { flag: 'wx', flush: true });
    await place(temporary, path, replace);
  } catch (error) {
    // Where the folder is closed to us there is nothing to clean, and the first error is the one to tell.
    await rm(temporary, { force: true }).catch(() => {});
    if (signal.aborted) throw error;
    throw failure(path, error);
  }
}
