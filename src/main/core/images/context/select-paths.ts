import { lstat, readdir, readlink } from 'node:fs/promises';
import { join, posix } from 'node:path';

const hasWildcard = (part: string): boolean => /[*?[]/.test(part);

/** A shell pattern for one name. */
function matchesName(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  try {
    return new RegExp(`^${source}$`, 's').test(name);
  } catch {
    return pattern === name;
  }
}

/** More links than this in one path are a loop. */
const maxLinks = 255;

/**
 * Which entries of a folder are meant by the paths and patterns that the builder asks for: the paths
 * themselves and what the links on their way point to. `undefined` means everything. A link that leaves
 * the folder is followed as if the folder were the root of the file system, as the builder does.
 */
export async function selectPaths(
  root: string,
  asked: readonly string[],
): Promise<((path: string, isFolder: boolean) => boolean) | undefined> {
  if (asked.length === 0) return undefined;
  const selected = new Set<string>();

  async function follow(before: string, parts: readonly string[], links: number): Promise<void> {
    const [part, ...rest] = parts;
    if (part === undefined) {
      selected.add(before);
      return;
    }
    const names = hasWildcard(part)
      ? (await readdir(join(root, before)).catch(() => [])).filter((name) => matchesName(part, name))
      : [part];
    for (const name of names) {
      const path = before === '' ? name : `${before}/${name}`;
      const stat = await lstat(join(root, path)).catch(() => undefined);
      if (stat?.isSymbolicLink() !== true) {
        await follow(path, rest, links);
        continue;
      }
      selected.add(path);
      const target = await readlink(join(root, path)).catch(() => undefined);
      if (target === undefined || links >= maxLinks) continue;
      await follow('', partsOf(posix.join('/', before, target.replaceAll('\\', '/'), ...rest)), links + 1);
    }
  }

  for (const path of asked) {
    const parts = partsOf(posix.join('/', path.replaceAll('\\', '/')));
    if (parts.length === 0 || parts.includes('**')) return undefined;
    await follow('', parts, 0);
  }
  const folders = new Set<string>();
  for (const path of selected)
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1))
      folders.add(path.slice(0, end));

  const isBelow = (path: string): boolean => {
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1))
      if (selected.has(path.slice(0, end))) return true;
    return false;
  };
  return (path, isFolder) => selected.has(path) || (isFolder && folders.has(path)) || isBelow(path);
}

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');
