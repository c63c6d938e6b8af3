import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fromFileSystem } from '../../store/file-errors.ts';

/** Writes a file in one go: it is there whole or not at all. Writing it again changes nothing. */
export async function writeEffect(file: string, text: string, signal: AbortSignal): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.part`, text, { signal, flush: true });
    await rename(`${file}.part`, file);
  } catch (error) {
    throw fromFileSystem(error, dirname(file));
  }
}

/** Removes a file, whole or in part, and its folder once it is empty; both may be gone already. */
export async function removeEffect(file: string): Promise<void> {
  await rm(`${file}.part`, { force: true });
  await rm(file, { force: true });
  // Others in it are taken back by their own steps.
  await rmdir(dirname(file)).catch(() => {});
}
