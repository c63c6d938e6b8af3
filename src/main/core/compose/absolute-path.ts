import { join, resolve } from 'node:path';

/** A path as the user wrote it, absolute: `~` is the home directory, the rest starts at `base`. */
export function absolutePath(path: string, base: string, home: string): string {
  if (path.startsWith('~')) return join(home, path.slice(1));
  return path.startsWith('/') || isWindowsPath(path) ? path : resolve(base, path);
}

const isWindowsPath = (path: string): boolean => /^([A-Za-z]:[\\/]|\\\\)/.test(path);

const remote = /^(https?:\/\/|git:\/\/|ssh:\/\/|github\.com\/|git@)|:\/\//;

/** A build context: an absolute path, or the remote address or image as it is. */
export const absoluteContext = (context: string, base: string, home: string): string =>
  remote.test(context) ? context : absolutePath(context, base, home);
