import type { BigIntStats } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { BacklotError } from '../../../../shared/errors.ts';
import type { IgnoreRules } from './ignore-rules.ts';

/** One entry of a build's context. */
export interface ContextEntry {
  /** Relative to the context, with `/`. */
  readonly path: string;
  readonly stat: BigIntStats;
  /** Where a symbolic link points; empty for all else. */
  readonly link: string;
}

export interface WalkOptions {
  readonly rules: IgnoreRules;
  /** Which paths are wanted at all; everything when absent. */
  readonly wants?: ((path: string, isFolder: boolean) => boolean) | undefined;
}

const bytewise = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** @throws BacklotError `config-invalid` for what can't be read; it would be missing in the image. */
async function readable<T>(path: string, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    // Gone since its folder was listed: as good as removed before.
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new BacklotError('config-invalid', `${path} in the build's context can't be read.`, {
      hint: 'Give yourself the right to read it, or name it in .dockerignore.',
      details: { path },
      cause: error,
    });
  }
}

/** How many entries are asked for at once. */
const atOnce = 64;

/**
 * Everything that goes into a build, each folder before what is in it, names in byte order, as BuildKit
 * wants it. Sockets are left out. A folder that is excluded but has something kept in it comes too.
 * @throws BacklotError `config-invalid` for a file or folder that can't be read.
 */
export async function* walkContext(
  root: string,
  { rules, wants = () => true }: WalkOptions,
  signal: AbortSignal,
): AsyncGenerator<ContextEntry, void, undefined> {
  const look = async (path: string): Promise<ContextEntry | undefined> => {
    const full = join(root, path);
    const stat = await readable(full, lstat(full, { bigint: true }));
    if (stat === undefined || stat.isSocket()) return undefined;
    const link = stat.isSymbolicLink() ? await readable(full, readlink(full)) : '';
    return link === undefined ? undefined : { path, stat, link };
  };

  /** `above`: excluded folders not yet given, which something kept below brings with it. */
  async function* walk(
    folder: string,
    above: readonly ContextEntry[],
  ): AsyncGenerator<ContextEntry, boolean> {
    signal.throwIfAborted();
    const full = join(root, folder);
    const names = await readable(full, readdir(full));
    const paths = (names ?? []).sort(bytewise).map((name) => (folder === '' ? name : `${folder}/${name}`));
    let pending = above;
    for (let start = 0; start < paths.length; start += atOnce) {
      const entries = await Promise.all(paths.slice(start, start + atOnce).map(look));
      for (const entry of entries) {
        if (entry === undefined) continue;
        const isFolder = entry.stat.isDirectory();
        if (!wants(entry.path, isFolder)) continue;
        const excluded = rules.excludes(entry.path);
        if (!excluded) {
          yield* pending;
          pending = [];
          yield entry;
        }
        if (!isFolder || (excluded && !rules.mayKeepBelow(entry.path))) continue;
        const given = yield* walk(entry.path, excluded ? [...pending, entry] : []);
        if (given) pending = [];
      }
    }
    return pending.length === 0 && above.length > 0;
  }

  yield* walk('', []);
}
