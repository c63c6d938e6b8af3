import { createHash } from 'node:crypto';
import { join, posix } from 'node:path';

/** `sun_path` holds 108 bytes on Linux and 104 on macOS, with a NUL at the end. */
const longest = 100;

export interface SocketPlace {
  readonly path: string;
  /** The folder to make for the owner alone before listening; absent where the home itself is it. */
  readonly folder?: string | undefined;
}

/**
 * Where the core of a (canonical) data directory listens: in it, or, when that path is too long for the
 * system, in a folder per user under /tmp (not TMPDIR, which a desktop session and a terminal may set
 * differently); on Windows a named pipe.
 */
export function socketPlace(
  home: string,
  { platform, uid }: { readonly platform: NodeJS.Platform; readonly uid: number | undefined },
): SocketPlace {
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 24);
  if (platform === 'win32') return { path: `\\\\.\\pipe\\backlot-${hash}` };
  const inside = posix.join(home, 'core.sock');
  if (Buffer.byteLength(inside) <= longest) return { path: inside };
  const folder = join('/tmp', `backlot-${uid ?? 'user'}`);
  return { path: join(folder, `${hash}.sock`), folder };
}

/** The place for a home on this machine. */
export const localSocketPlace = (home: string): SocketPlace =>
  socketPlace(home, { platform: process.platform, uid: process.getuid?.() });
