import { access, constants } from 'node:fs/promises';
import { posix, win32 } from 'node:path';

/** Where Docker Desktop puts its programs; an app started from the Finder has none of these in its PATH. */
const beyondPath: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['/usr/local/bin', '/opt/homebrew/bin', '/Applications/Docker.app/Contents/Resources/bin'],
  // The daemon alone may be installed, and a user's PATH has no folder for daemons.
  linux: ['/usr/sbin'],
  win32: ['C:\\Program Files\\Docker\\Docker\\resources\\bin'],
};

/** The folders in which a program of Docker may be, in the order of search. */
export function dockerFolders(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): readonly string[] {
  const { delimiter } = platform === 'win32' ? win32 : posix;
  const path = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...new Set([...path, ...(beyondPath[platform] ?? [])])];
}

/** The path of the `docker` or `dockerd` program in these folders, when there is one. */
export async function findDocker(
  folders: readonly string[],
  platform: NodeJS.Platform,
): Promise<string | undefined> {
  const { join } = platform === 'win32' ? win32 : posix;
  const names = platform === 'win32' ? ['docker.exe'] : ['docker', 'dockerd'];
  for (const folder of folders)
    for (const name of names) {
      const path = join(folder, name);
      const usable = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (usable) return path;
    }
  return undefined;
}
