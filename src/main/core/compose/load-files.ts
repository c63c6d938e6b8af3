import { applyExtends } from './apply-extends.ts';
import { applyInclude } from './apply-include.ts';
import type { LoadContext, ProjectSettings } from './load-context.ts';
import { mergeNodes, settle } from './merge-nodes.ts';
import { fileRules } from './merge-rules.ts';
import { type FileRequest, interpolateFile, readFileTree } from './read-file-tree.ts';
import type { MapNode } from './yaml-node.ts';

const deepestInclude = 20;

/** Puts the read files of one project together, with what they extend and include; later files win. */
export async function combineFiles(
  files: readonly (readonly MapNode[])[],
  settings: ProjectSettings,
  context: LoadContext,
  chain: readonly string[],
): Promise<MapNode | undefined> {
  let merged: MapNode | undefined;
  for (const documents of files) {
    for (const root of interpolateFile(documents, context)) {
      const extended = await applyExtends(root, settings, context);
      const whole = await applyInclude(extended, settings, context, chain, (included, own, next) =>
        loadIncluded(included, own, context, next),
      );
      const result = merged ? mergeNodes(merged, whole, fileRules, [], context.problems) : whole;
      if (result.kind === 'map') merged = result;
    }
  }
  const settled = merged && settle(merged);
  return settled?.kind === 'map' ? settled : undefined;
}

/** Reads the files of one project; those that can't be read are told as problems and left out. */
export async function readFiles(
  files: readonly FileRequest[],
  settings: ProjectSettings,
  context: LoadContext,
): Promise<readonly (readonly MapNode[])[]> {
  const read: (readonly MapNode[])[] = [];
  for (const file of files) read.push((await readFileTree(file, settings, context)) ?? []);
  return read;
}

async function loadIncluded(
  files: readonly FileRequest[],
  settings: ProjectSettings,
  context: LoadContext,
  chain: readonly string[],
): Promise<MapNode | undefined> {
  const [main] = files;
  if (chain.length > deepestInclude && main?.from) {
    context.problems.error(main.from, `Includes are nested deeper than ${deepestInclude} levels.`);
    return undefined;
  }
  return combineFiles(await readFiles(files, settings, context), settings, context, chain);
}
