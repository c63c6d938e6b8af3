import type { Project } from '../../shared/model/project.ts';
import type { ProjectState } from './project.ts';

/**
 * The project as it is to be shown: a broken one without a graph keeps the one on the screen. The core
 * knows the last good graph only from when it began to watch, which may be after the file was broken.
 */
export function keepLastGood(shown: ProjectState, latest: Project): Project {
  const knows = shown.kind === 'open' && shown.project.path === latest.path;
  return knows && latest.state === 'broken' && latest.graph.nodes.length === 0
    ? { ...latest, graph: shown.project.graph }
    : latest;
}
