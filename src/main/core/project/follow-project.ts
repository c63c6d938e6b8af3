import { basename, join } from 'node:path';
import type { Graph } from '../../../shared/model/graph.ts';
import type { Project } from '../../../shared/model/project.ts';
import { gitFolders } from '../git/folders.ts';
import { createLive, type Live } from '../live.ts';
import { emptyGraph } from './derive-graph.ts';
import { inspectProject } from './describe-project.ts';
import { configName } from './find-project.ts';
import { pathExists } from './path-exists.ts';
import { type FileWatch, watchFiles } from './watch-files.ts';
import { watchTargets } from './watch-targets.ts';

/** Milliseconds without a change until files are read: editors write a file in several steps. */
const quiet = 80;
/** Milliseconds after which they are read even if changes keep coming. */
const longestWait = 400;
/** Milliseconds after a look that failed until the next one. */
const lookAgainMs = 1000;

/** One project kept up to date. */
export interface FollowedProject {
  readonly live: Live<Project>;
  readonly close: () => Promise<void>;
}

const gone = (path: string, graph: Graph): Project => ({
  path,
  name: basename(path) || path,
  state: 'broken',
  problems: [
    {
      file: path,
      message: `The folder ${path} is gone.`,
      hint: 'Put it back, or open the project where it is now.',
      severity: 'error',
    },
  ],
  composeFiles: [],
  graph,
});

interface Look {
  readonly project: Project;
  readonly targets: Awaited<ReturnType<typeof watchTargets>>;
}

async function look(root: string, lastGood: Graph, signal: AbortSignal): Promise<Look> {
  if (!(await pathExists(root))) {
    return { project: gone(root, lastGood), targets: await watchTargets({ root, files: [] }) };
  }
  const state = (await pathExists(join(root, configName))) ? 'configured' : 'uninitialised';
  const { project, files } = await inspectProject({ path: root, state }, signal, lastGood);
  // A git that is missing or refuses is told by the description; here there is nothing to watch then.
  const git = await gitFolders(root, signal).catch(() => undefined);
  return { project, targets: await watchTargets({ root, files, git, branch: project.git?.branch }) };
}

/** Describes the project in a folder, and again after each change of what it depends on, until closed. */
export async function followProject(root: string): Promise<FollowedProject> {
  const stop = new AbortController();
  let live: Live<Project> | undefined;
  let lastGood = emptyGraph;
  let watching: { readonly key: string; readonly files: FileWatch } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let firstChange = 0;
  let running: Promise<void> | undefined;
  let changedMeanwhile = false;

  const publish = (project: Project): void => {
    if (project.state === 'ready') lastGood = project.graph;
    if (!live) live = createLive(project);
    else if (JSON.stringify(live.get()) !== JSON.stringify(project)) live.set(project);
  };

  const update = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const { project, targets } = await look(root, lastGood, stop.signal);
      if (stop.signal.aborted) return;
      publish(project);
      if (watching?.key === targets.key) return;
      const old = watching;
      watching = { key: targets.key, files: await watchFiles(targets, changed) };
      await old?.files.close();
      // Look again: what changed before the new watch began was seen by none.
    }
  };

  /** One update at a time; what changes meanwhile is looked at afterwards. */
  const begin = (): Promise<void> => {
    const work = update();
    running = work
      .catch(() => {})
      .finally(() => {
        running = undefined;
        if (!changedMeanwhile) return;
        changedMeanwhile = false;
        changed();
      });
    return work;
  };

  const run = (): void => {
    timer = undefined;
    if (running) changedMeanwhile = true;
    else begin().catch(lookAgain);
  };

  /** A look can fail for a moment (a folder on the move, a git that is busy); what had changed is still unseen. */
  function lookAgain(): void {
    if (stop.signal.aborted || timer !== undefined) return;
    timer = setTimeout(run, lookAgainMs);
  }

  function changed(): void {
    if (stop.signal.aborted) return;
    const now = Date.now();
    if (timer === undefined) firstChange = now;
    clearTimeout(timer);
    timer = setTimeout(run, Math.max(0, Math.min(quiet, firstChange + longestWait - now)));
  }

  const close = async (): Promise<void> => {
    stop.abort();
    clearTimeout(timer);
    await running;
    await watching?.files.close();
  };

  try {
    await begin();
  } catch (error) {
    await close();
    throw error;
  }
  const described: Live<Project> = live ?? createLive(gone(root, emptyGraph));
  return { live: described, close };
}
