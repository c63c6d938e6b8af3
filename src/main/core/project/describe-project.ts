import { basename } from 'node:path';
import { isCancelled, toBacklotError } from '../../../shared/errors.ts';
import type { Graph } from '../../../shared/model/graph.ts';
import type { ConfigProblem, GitHead, Project } from '../../../shared/model/project.ts';
import { gitHead } from '../git/head.ts';
import { composeFilesIn } from './compose-files.ts';
import { hasErrors } from './config-error.ts';
import { deriveGraph, emptyGraph } from './derive-graph.ts';
import { type FoundProject, findProject } from './find-project.ts';
import { loadConfig } from './load-config.ts';

interface Git {
  readonly head?: GitHead | undefined;
  readonly problems: readonly ConfigProblem[];
}

async function gitOf(folder: string, signal: AbortSignal): Promise<Git> {
  try {
    return { head: await gitHead(folder, signal), problems: [] };
  } catch (thrown) {
    if (isCancelled(thrown)) throw thrown;
    const { code, message, hint } = toBacklotError(thrown);
    // Doctor tells that git is missing, once for all projects.
    if (code === 'git-missing') return { problems: [] };
    return { problems: [{ file: '.git', message, hint, severity: 'warning' }] };
  }
}

/** A project, with the files that its state depends on (relative to it, there or not). */
export interface Inspection {
  readonly project: Project;
  readonly files: readonly string[];
}

/**
 * A found project as it is now. `lastGood` stands in for the graph while the configuration is broken.
 * @throws BacklotError `cancelled`.
 */
export async function inspectProject(
  { path, state }: FoundProject,
  signal: AbortSignal,
  lastGood: Graph = emptyGraph,
): Promise<Inspection> {
  const [{ head, problems: gitProblems }, loaded] = await Promise.all([
    gitOf(path, signal),
    state === 'configured' ? loadConfig(path, signal) : undefined,
  ]);
  const base = { path, ...(head === undefined ? {} : { git: head }) };
  const folderName = basename(path) || path;
  if (!loaded) {
    const composeFiles = await composeFilesIn(path, signal);
    const found = { ...base, name: folderName, composeFiles, problems: gitProblems };
    return { project: { ...found, state: 'uninitialised', graph: emptyGraph }, files: [] };
  }
  const { config, composeFiles } = loaded;
  const problems = [...loaded.problems, ...gitProblems];
  const project: Project = {
    ...base,
    name: config?.name ?? folderName,
    state: hasErrors(problems) ? 'broken' : 'ready',
    problems,
    composeFiles,
    graph: config ? deriveGraph(config) : lastGood,
  };
  return { project, files: loaded.namedFiles };
}

/**
 * The project at or above a folder as it is now.
 * @throws BacklotError `project-not-found`, `forbidden`, `invalid-input`, `cancelled`.
 */
export async function describeProject(path: string, signal: AbortSignal): Promise<Project> {
  return (await inspectProject(await findProject(path, signal), signal)).project;
}
