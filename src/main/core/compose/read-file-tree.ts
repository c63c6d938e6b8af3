import { dirname } from 'node:path';
import { interpolateTree } from './interpolate-tree.ts';
import type { LoadContext, ProjectSettings } from './load-context.ts';
import { readText } from './read-text.ts';
import { readTree } from './read-tree.ts';
import type { MapNode, Place, Source } from './yaml-node.ts';

/** A file of a project: where it is and where its relative paths start. */
export interface FileRequest {
  /** Absolute. */
  readonly path: string;
  readonly baseDirectory: string;
  /** What refers to the file; absent when the user named it. */
  readonly from?: Place | undefined;
  /** Given when the text does not come from the disk. */
  readonly text?: string | undefined;
}

/** Reads a file named in a compose file; relative paths in it start at its own directory. */
export const siblingFile = (path: string, from: Place): FileRequest => ({
  path,
  baseDirectory: dirname(path),
  from,
});

/** The documents of one file before variables are replaced; undefined when there is a problem, which is told. */
export async function readFileTree(
  request: FileRequest,
  settings: ProjectSettings,
  context: LoadContext,
): Promise<readonly MapNode[] | undefined> {
  const { path, baseDirectory, from } = request;
  const file = context.display(path);
  const refuse = (message: string, hint?: string): undefined => {
    if (from) context.problems.error(from, message, hint);
    else context.problems.unplaced({ file, message, hint, severity: 'error' });
    return undefined;
  };
  let text = request.text;
  if (text === undefined) {
    context.files.add(path);
    const read = await readText(path, context.signal);
    if (read.kind === 'missing')
      return refuse(`There is no file ${file}.`, 'Check the name and where it starts.');
    if (read.kind !== 'text') return refuse(`${file} ${read.why}.`);
    text = read.text;
  }
  const source: Source = {
    file,
    text,
    baseDirectory,
    projectDirectory: settings.projectDirectory,
    lookup: settings.lookup,
  };
  const maps: MapNode[] = [];
  for (const root of readTree(source, context.problems)) {
    if (root.kind === 'map') maps.push(root);
    else if (root.kind === 'list' || root.value !== null) {
      context.problems.error(root, 'A compose file is a block of keys.', 'It starts with "services:".');
    }
  }
  return maps;
}

/** The same file with every variable replaced. */
export const interpolateFile = (maps: readonly MapNode[], context: LoadContext): readonly MapNode[] =>
  maps.flatMap((map) => {
    const root = interpolateTree(map, context.problems);
    return root.kind === 'map' ? [root] : [];
  });
