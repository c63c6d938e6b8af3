import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes everything below a folder of documents but files named `copyright`. Packages that share their
 * documents have a link to another's folder: it stays, and is never followed, as it may lead out of the tree.
 */
export function keepCopyrights(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeDocuments(path);
    else if (!entry.isSymbolicLink()) rmSync(path);
  }
}

function removeDocuments(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeDocuments(path);
    else if (entry.name !== 'copyright') rmSync(path);
  }
}
