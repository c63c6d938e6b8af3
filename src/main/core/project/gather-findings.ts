import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isCancelled } from '../../../shared/errors.ts';
import { mainBranch } from '../git/main-branch.ts';
import { isComposeName, pickComposeFiles } from './compose-files.ts';
import type { Findings } from './propose-config.ts';
import { largestConfig } from './refuse-config.ts';
import { envNames, looksSecret } from './secret-names.ts';
import { mergeSketches, sketchCompose } from './sketch-compose.ts';

/** Folders of tools and of what they made: no compose file of the project is in there. */
const skipped = new Set(['node_modules', 'vendor', 'dist', 'build', 'out', 'target', 'coverage', 'venv']);
const seedFolders = ['db/seeds', 'db/seed', 'seeds', 'seed', 'database/seeds', 'docker/seeds', 'sql'];
const seedFilePlaces = ['db', 'database', '.'];
const mostSecrets = 100;

async function entriesOf(folder: string): Promise<{ files: readonly string[]; folders: readonly string[] }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = (wanted: 'isFile' | 'isDirectory'): readonly string[] =>
    entries
      .filter((entry) => entry[wanted]())
      .map(({ name }) => name)
      .toSorted();
  return { files: names('isFile'), folders: names('isDirectory') };
}

/** The text of a file; undefined for what is no file, too large or not to be read. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() && found.size <= largestConfig ? await readFile(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

interface ComposePlace {
  readonly own: readonly string[];
  readonly others: readonly string[];
}

/** The compose files at the root; else those of the first folder that has some, at most two levels down. */
async function findCompose(root: string, signal: AbortSignal): Promise<ComposePlace> {
  let level: readonly string[] = [''];
  for (let depth = 0; depth <= 2; depth += 1) {
    const next: string[] = [];
    for (const prefix of level) {
      signal.throwIfAborted();
      const { files, folders } = await entriesOf(join(root, prefix));
      const own = pickComposeFiles(files);
      if (own.length > 0) {
        const others = files.filter((name) => isComposeName(name) && !own.includes(name));
        const path = (name: string): string => `${prefix}${name}`;
        return { own: own.map(path), others: others.map(path) };
      }
      const inside = folders.filter((name) => !name.startsWith('.') && !skipped.has(name));
      next.push(...inside.map((name) => `${prefix}${name}/`));
    }
    level = next;
  }
  return { own: [], others: [] };
}

async function findSeeds(root: string): Promise<readonly string[]> {
  const inFolders = seedFolders.map(async (folder) => {
    const { files } = await entriesOf(join(root, folder));
    return files.filter((name) => /\.sql$/i.test(name)).map((name) => `${folder}/${name}`);
  });
  const alone = seedFilePlaces.map(async (folder) => {
    const { files } = await entriesOf(join(root, folder));
    const seeds = files.filter((name) => /^seeds?\.sql$/i.test(name));
    return seeds.map((name) => (folder === '.' ? name : `${folder}/${name}`));
  });
  return (await Promise.all([...inFolders, ...alone])).flat();
}

async function findEnvNames(root: string): Promise<readonly string[]> {
  const { files } = await entriesOf(root);
  const texts = files.filter((name) => /^\.env(?:\..+)?$/.test(name)).map((name) => textOf(join(root, name)));
  return (await Promise.all(texts)).flatMap((text) => envNames(text ?? ''));
}

async function findMainBranch(root: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await mainBranch(root, signal);
  } catch (error) {
    if (isCancelled(error)) throw error;
    // Without git, the proposal merely says "the main branch".
    return undefined;
  }
}

/** Looks through a folder for what a backlot.yaml can be made from; changes nothing, reads no secret's value. */
export async function gatherFindings(root: string, signal: AbortSignal): Promise<Findings> {
  const { own, others } = await findCompose(root, signal);
  const sketches = await Promise.all(
    own.map(async (file) => {
      const text = await textOf(join(root, file));
      return { file, sketch: sketchCompose(text ?? ''), readable: text !== undefined };
    }),
  );
  const unreadable = sketches.flatMap(({ file, sketch: { flaw }, readable }) =>
    flaw === undefined ? [] : [{ file, reason: readable ? flaw : 'It is too large or not for us to read.' }],
  );
  const names = [...(await findEnvNames(root)), ...sketches.flatMap(({ sketch }) => sketch.variables)];
  const branch = await findMainBranch(root, signal);
  const composeName = sketches.findLast(({ sketch }) => sketch.name !== undefined)?.sketch.name;
  return {
    folder: basename(root),
    ...(composeName === undefined ? {} : { composeName }),
    composeFiles: own,
    otherComposeFiles: others,
    unreadable,
    services: mergeSketches(sketches.map(({ sketch }) => sketch)),
    ...(branch === undefined ? {} : { mainBranch: branch }),
    seedFiles: await findSeeds(root),
    secrets: [...new Set(names.filter(looksSecret))].toSorted().slice(0, mostSecrets),
  };
}
