import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { configName } from '../project/find-project.ts';

function realPath(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch {
    return undefined;
  }
}

/**
 * Tells another clone of a project from this one, and from where this one was before it was moved: the
 * folder is there, is not this one by another path, and holds a project still.
 */
export const otherClone = (project: string, composeFiles: readonly string[]) => {
  const own = realPath(project);
  return (folder: string): boolean => {
    const found = realPath(folder);
    if (found === undefined || found === own) return false;
    return [configName, ...composeFiles].some((file) => existsSync(join(found, file)));
  };
};
