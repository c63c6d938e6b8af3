import type { RecentProject } from '../../../shared/model/project.ts';
import { pathExists } from './path-exists.ts';

/** A project that was opened once; times in milliseconds since the epoch. */
export type NotedProject = Omit<RecentProject, 'exists'>;

/** Where opened projects are remembered; the store keeps them. */
export interface RecentProjects {
  /** Newest first. */
  readonly list: () => readonly NotedProject[];
  /** Remembers a project, or moves it to the top under its present name. */
  readonly note: (path: string, name: string, at: number) => void;
  readonly forget: (path: string) => void;
}

/** The remembered projects, newest first, each with whether its folder is still there. */
export function listRecent(recent: RecentProjects, signal: AbortSignal): Promise<readonly RecentProject[]> {
  signal.throwIfAborted();
  return Promise.all(
    recent.list().map(async (noted) => ({ ...noted, exists: await pathExists(noted.path) })),
  );
}
