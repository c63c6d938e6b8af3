import { dirname } from 'node:path';
import { absolutePath } from './absolute-path.ts';
import type { LoadContext, ProjectSettings } from './load-context.ts';
import { readEnvFiles } from './read-env-files.ts';
import type { FileRequest } from './read-file-tree.ts';
import { type Entry, type MapNode, type Node, nodeAt, type Place } from './yaml-node.ts';

const sections = ['services', 'networks', 'volumes', 'secrets', 'configs', 'models'];
const keys = ['path', 'project_directory', 'env_file'];

/** Reads the files of an included project into one tree; given by the loader, which includes call in turn. */
export type LoadIncluded = (
  files: readonly FileRequest[],
  settings: ProjectSettings,
  chain: readonly string[],
) => Promise<MapNode | undefined>;

interface Include {
  readonly place: Place;
  readonly paths: readonly string[];
  readonly directory?: string | undefined;
  readonly envFiles: readonly string[];
}

const textsOf = (node: Node | undefined): readonly string[] | undefined => {
  if (node === undefined) return [];
  const items = node.kind === 'list' ? node.items : [node];
  const texts = items.flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : [],
  );
  return texts.length === items.length ? texts : undefined;
};

function readInclude(node: Node): Include | undefined {
  if (node.kind === 'scalar') {
    return typeof node.value === 'string' ? { place: node, paths: [node.value], envFiles: [] } : undefined;
  }
  if (node.kind === 'list' || [...node.entries.keys()].some((key) => !keys.includes(key))) return undefined;
  const paths = textsOf(nodeAt(node, ['path']));
  const envFiles = textsOf(nodeAt(node, ['env_file']));
  const [directory, more] = textsOf(nodeAt(node, ['project_directory'])) ?? [undefined, ''];
  if (!paths || paths.length === 0 || !envFiles || more !== undefined) return undefined;
  return { place: nodeAt(node, ['path']) ?? node, paths, directory, envFiles };
}

/** True when two definitions say the same and mean the same. */
function same(a: Node, b: Node): boolean {
  if (a === b) return true;
  if (a.source.baseDirectory !== b.source.baseDirectory) return false;
  if (a.kind === 'scalar') return b.kind === 'scalar' && a.value === b.value;
  if (a.kind === 'list') {
    return (
      b.kind === 'list' &&
      a.items.length === b.items.length &&
      a.items.every((item, index) => {
        const other = b.items[index];
        return other !== undefined && same(item, other);
      })
    );
  }
  return (
    b.kind === 'map' &&
    a.entries.size === b.entries.size &&
    [...a.entries].every(([key, { value }]) => {
      const other = b.entries.get(key);
      return other !== undefined && same(value, other.value);
    })
  );
}

function importSections(into: MapNode, from: MapNode, context: LoadContext): MapNode {
  const entries = new Map(into.entries);
  for (const section of sections) {
    const imported = from.entries.get(section);
    if (imported?.value.kind !== 'map') continue;
    const own = entries.get(section);
    if (!own) {
      entries.set(section, imported);
      continue;
    }
    // What is wrong with it is told when the whole file is checked.
    if (own.value.kind !== 'map') continue;
    const all = new Map<string, Entry>(own.value.entries);
    for (const [name, entry] of imported.value.entries) {
      const before = all.get(name);
      if (before === undefined) all.set(name, entry);
      else if (!same(before.value, entry.value)) {
        context.problems.error(
          before.key,
          `${section}.${name} is defined here and in the included ${entry.key.source.file}.`,
          'Rename one of the two, or change the included one in an override file.',
        );
      }
    }
    entries.set(section, { key: own.key, value: { ...own.value, entries: all } });
  }
  return { ...into, entries };
}

/** The file with what it includes; `chain` are the main files that led here. */
export async function applyInclude(
  root: MapNode,
  settings: ProjectSettings,
  context: LoadContext,
  chain: readonly string[],
  load: LoadIncluded,
): Promise<MapNode> {
  const entry = root.entries.get('include');
  if (!entry) return root;
  const entries = new Map(root.entries);
  entries.delete('include');
  let result: MapNode = { ...root, entries };
  if (entry.value.kind !== 'list') {
    context.problems.error(entry.key, '"include" is a list of files.', 'Write include: [other.yaml].');
    return result;
  }
  for (const item of entry.value.items) {
    const include = readInclude(item);
    if (!include) {
      context.problems.error(
        item,
        'An include is a path, or a block with path, project_directory and env_file.',
        'Write - path: other.yaml.',
      );
      continue;
    }
    const base = include.place.source.baseDirectory;
    const paths = include.paths.map((path) => absolutePath(path, base, context.home));
    const [main = ''] = paths;
    if (chain.includes(main)) {
      const round = [...chain.slice(chain.indexOf(main)), main].map(context.display);
      context.problems.error(include.place, `Files include each other in a circle: ${round.join(' → ')}.`);
      continue;
    }
    const directory =
      include.directory === undefined ? dirname(main) : absolutePath(include.directory, base, context.home);
    const env = await readEnvFiles(
      include.envFiles.map((path) => absolutePath(path, base, context.home)),
      { directory, from: include.place, lookup: settings.lookup },
      context,
    );
    const included = await load(
      paths.map((path) => ({ path, baseDirectory: directory, from: include.place })),
      {
        projectDirectory: directory,
        lookup: (name) => settings.lookup(name) ?? env.get(name),
        extended: new Map(),
      },
      [...chain, main],
    );
    if (included) result = importSections(result, included, context);
  }
  return result;
}
