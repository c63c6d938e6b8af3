import type { RecentProject } from '../../../shared/model/project.ts';
import { pathExists } from './path-exists.ts';

/** A project that was opened once. */
export type OpenedProject = Omit<RecentProject, 'exists'>;

/** Where opened projects are remembered: the store's repository of projects. */
export interface RecentProjects {
  /** Newest first. */
  readonly recent: () => readonly OpenedProject[];
  /** Remembers a project as opened; a known path takes the new name and time. */
  readonly note: (project: OpenedProject) => void;
  readonly forget: (path: string) => void;
}

/** The remembered projects, newest first, each with whether its folder is still there. */
export function listRecent(
  remembered: RecentProjects,
  signal: AbortSignal,
): Promise<readonly RecentProject[]> {
  signal.throwIfAborted();
  return Promise.all(
    remembered.recent().map(async (opened) => ({ ...opened, exists: await pathExists(opened.path) })),
  );
}
