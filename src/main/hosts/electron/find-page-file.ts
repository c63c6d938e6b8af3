import { readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** A file of the page with its media type. */
export interface PageFile {
  readonly path: string;
  readonly type: string;
}

/** The page's files by the path they are asked for: "/assets/index.js". */
export type PageFiles = ReadonlyMap<string, PageFile>;

const types: Readonly<Record<string, string>> = {
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
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Lists what is below a folder, once: what is asked for later is looked up, never joined to a path. */
export function listPageFiles(root: string): PageFiles {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const type = types[extname(entry.name).toLowerCase()] ?? 'application/octet-stream';
      return [`/${relative(root, path).split(sep).join('/')}`, { path, type }];
    }),
  );
}

/**
 * The file that answers a path of a URL, or `undefined` for none. A page's own route (a navigation without
 * a file extension) is answered by index.html; a missing script, image or font is not.
 */
export function findPageFile(files: PageFiles, pathname: string, navigation: boolean): PageFile | undefined {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  const found = files.get(path);
  if (found) return found;
  const route = navigation && !path.includes('\\') && !path.split('/').includes('..') && extname(path) === '';
  return route ? files.get('/index.html') : undefined;
}
