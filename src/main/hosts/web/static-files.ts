import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';

/** One file of the page, whole. */
export interface StaticFile {
  readonly body: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
}

/** The files by their path in a URL, `/` being the page itself. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** Vite puts a hash of the content into these names: they never change. */
const hashed = /^\/assets\/.+-[\w-]{8}\.\w+$/;

const cacheOf = (path: string): string =>
  hashed.test(path)
    ? 'private, max-age=31536000, immutable'
    : path.endsWith('.html')
      ? 'no-store'
      : 'no-cache';

function listFiles(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  } catch (error) {
    throw new BacklotError('prerequisite-missing', `The built page was not found in ${folder}.`, {
      hint: 'Run npm run build, then try again.',
      cause: error,
    });
  }
}

/**
 * Reads a built page into memory. Requests then look names up in this table and never touch the disk:
 * there is no path to traverse, and a build that runs meanwhile cannot mix two versions.
 * @throws BacklotError `prerequisite-missing` when the folder or its index.html is not there.
 */
export function readStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, StaticFile>();
  for (const entry of listFiles(folder)) {
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    files.set(path, {
      body: readFileSync(file),
      contentType: contentTypes[extname(file)] ?? 'application/octet-stream',
      cacheControl: cacheOf(path),
    });
  }
  const index = files.get('/index.html');
  if (!index) {
    throw new BacklotError('prerequisite-missing', `The built page in ${folder} has no index.html.`, {
      hint: 'Run npm run build, then try again.',
    });
  }
  return files.set('/', index);
}

/** A place inside the app, as its router writes it; never the name of a file. */
const place = /^(\/[\w~-]+)+\/?$/;

/** The file for a request target; a place inside the app is the page itself when a browser navigates there. */
export function findStaticFile(
  files: StaticFiles,
  target: string,
  navigating: boolean,
): StaticFile | undefined {
  const [path = ''] = target.split('?', 1);
  let name: string;
  try {
    name = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  return files.get(name) ?? (navigating && place.test(name) ? files.get('/') : undefined);
}
