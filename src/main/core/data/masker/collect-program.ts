import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { programFile } from '../../program-file.ts';

/** A program as files: all that its entry imports, at their places to each other. */
export interface ProgramFiles {
  /** Of the entry, as the others. */
  readonly entry: string;
  readonly files: readonly { readonly path: string; readonly content: Buffer }[];
  /** SHA-256 over all of it, hex. */
  readonly hash: string;
}

/** Imports of values; those of types are gone when it runs. */
const imports =
  /(?:\b(?:import|export)\b(?!\s+type\b)[^'";]*?\bfrom\s*|\bimport\s*\(?\s*)["']([^"'\s]+)["']/g;

const manifest = z.object({ exports: z.object({ '.': z.object({ import: z.string() }) }) });

/** The files behind an import of a package that is one module of its own: the sources need zod, bundles nothing. */
async function packageFiles(name: string, from: string): Promise<readonly string[]> {
  const path = findPackageJSON(name, pathToFileURL(from));
  if (path === undefined) throw new Error(`the program of a pull imports ${name}, which is not here`);
  const { exports } = manifest.parse(JSON.parse(await readFile(path, 'utf8')));
  return [path, resolve(dirname(path), exports['.'].import)];
}

/** Gathers the files of a program. */
export async function collectProgram(
  entry = programFile(import.meta.url, 'row-pipe'),
): Promise<ProgramFiles> {
  const first = fileURLToPath(entry);
  const found = new Map<string, Buffer>();
  const waiting = [first];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const content = await readFile(path);
    found.set(path, content);
    if (path.endsWith('.json')) continue;
    for (const [, to = ''] of content.toString('utf8').matchAll(imports)) {
      if (to.startsWith('.')) waiting.push(resolve(dirname(path), to));
      else if (!to.startsWith('node:')) waiting.push(...(await packageFiles(to, path)));
    }
  }
  const paths = [...found.keys()].sort();
  const root = paths.reduce((common, path) => {
    let folder = common;
    while (relative(folder, path).startsWith('..')) folder = dirname(folder);
    return folder;
  }, dirname(first));
  const hash = createHash('sha256');
  const files = paths.map((path) => {
    const content = found.get(path) ?? Buffer.alloc(0);
    const name = relative(root, path).split('\\').join('/');
    hash.update(`${name}\0${content.length}\0`).update(content);
    return { path: name, content };
  });
  return { entry: relative(root, first).split('\\').join('/'), files, hash: hash.digest('hex') };
}

/** Where in its image a program lies. */
export const programFolder = '/opt/backlot';

/** A program's place in its image. */
export const programPath = ({ entry }: Pick<ProgramFiles, 'entry'>): string => join(programFolder, entry);
