import type { DomainHandlers } from '../../shared/contract/define.ts';
import type { projects } from '../../shared/contract/projects.ts';
import { browseFolders } from '../core/project/browse-folders.ts';
import { describeProject } from '../core/project/describe-project.ts';
import { listRecent, type RecentProjects } from '../core/project/recent-projects.ts';
import type { ProjectWatch } from '../core/project/watch-project.ts';

/** The project domain; `now` gives milliseconds since the epoch. */
export function projectHandlers(
  remembered: RecentProjects,
  watch: ProjectWatch,
  now: () => number = Date.now,
): DomainHandlers<typeof projects> {
  return {
    recent: (_, { signal }) => listRecent(remembered, signal),
    async open({ path }, { signal }) {
      const project = await describeProject(path, signal);
      remembered.note({ path: project.path, name: project.name, openedAt: now() });
      return project;
    },
    show: ({ path }, { signal }) => describeProject(path, signal),
    forget({ path }) {
      remembered.forget(path);
      return {};
    },
    watch: ({ path }, { signal, after }) => watch.follow(path, signal, after),
    async init(input, { signal }) {
      // Needed once in the life of a project: not part of every start.
      const { initProject } = await import('../core/project/init-project.ts');
      return initProject(input, signal);
    },
    browse: ({ path }, { signal }) => browseFolders(path, signal),
  };
}
