import type { Project } from '../../../shared/model/project.ts';

/** An environment of a project, and the words that were not its name. */
export interface Place {
  readonly project: string;
  readonly environment: string;
  readonly rest: readonly string[];
}

/** True for a name that an environment of the graph has, or that a pattern such as `test.*` stands for. */
const stands = (pattern: string, word: string): boolean =>
  pattern === word || (pattern.endsWith('.*') && word.startsWith(pattern.slice(0, -1)));

/**
 * Reads `[environment] [service...]`: the first word is an environment when the project has one of that
 * name. Without one it is the project's first of kind dev, or `dev`. Pure.
 */
export function readPlace(
  { path, graph }: Pick<Project, 'path' | 'graph'>,
  words: readonly string[],
  named?: string,
): Place {
  const [first, ...rest] = words;
  if (named !== undefined) return { project: path, environment: named, rest: words };
  if (first !== undefined && graph.nodes.some(({ name }) => stands(name, first)))
    return { project: path, environment: first, rest };
  const usual = graph.nodes.find(({ kind, pattern }) => kind === 'dev' && !pattern)?.name ?? 'dev';
  // A project without a backlot.yaml has this one environment.
  const isUsual = graph.nodes.length === 0 && first === usual;
  return { project: path, environment: usual, rest: isUsual ? rest : words };
}
