import { basename, dirname, join } from 'node:path';
import type { GitFolders } from '../git/folders.ts';
import { isComposeName } from './compose-files.ts';
import { configName } from './find-project.ts';
import { pathExists } from './path-exists.ts';
import type { WatchTargets } from './watch-files.ts';

export interface Watched {
  readonly root: string;
  /** Files that the configuration names, relative to the root. */
  readonly files: readonly string[];
  readonly git?: GitFolders | undefined;
  readonly branch?: string | undefined;
}

/** The path itself when its folder is there; else the nearest part of it that can still come into being. */
async function nearestWatchable(path: string): Promise<string> {
  const folder = dirname(path);
  if (folder === path || (await pathExists(folder))) return path;
  return nearestWatchable(folder);
}

/** The paths on which a project's description depends, absolute; not all need to be there. */
function dependencies({ root, files, git, branch }: Watched): readonly string[] {
  const own = git ? [join(git.own, 'HEAD'), join(git.own, 'index')] : [];
  const shared = git ? [join(git.common, 'packed-refs'), join(git.common, 'reftable', 'tables.list')] : [];
  const ref = git && branch !== undefined ? [join(git.common, 'refs', 'heads', branch)] : [];
  const named = [configName, '.git', ...files].map((file) => join(root, file));
  return [...named, ...own, ...shared, ...ref];
}

/** What to watch for a project, and a key that differs when that does. */
export async function watchTargets(watched: Watched): Promise<WatchTargets & { readonly key: string }> {
  const wanted = new Set(await Promise.all(dependencies(watched).map(nearestWatchable)));
  const folders = [...new Set([...wanted].map((path) => dirname(path)))];
  return {
    folders,
    wants: (path) => wanted.has(path) || (dirname(path) === watched.root && isComposeName(basename(path))),
    key: JSON.stringify([...wanted].toSorted()),
  };
}
