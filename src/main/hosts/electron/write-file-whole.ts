import { open, rename, rm } from 'node:fs/promises';

let written = 0;

/** Replaces a file in one step: a crash leaves the old one or the new one, never a part. `mode` as in chmod. */
export async function writeFileWhole(path: string, text: string, mode: number): Promise<void> {
  written += 1;
  const beside = `${path}.${process.pid}.${written}.new`;
  try {
    const file = await open(beside, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
