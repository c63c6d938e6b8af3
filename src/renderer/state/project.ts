import { create } from 'zustand';
import type { BacklotError } from '../../shared/errors.ts';
import type { Project, RecentProject } from '../../shared/model/project.ts';

export type ProjectState =
  /** Nobody has said yet which project to open. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'none' }
  | { readonly kind: 'opening'; readonly path: string }
  | { readonly kind: 'failed'; readonly path: string; readonly error: BacklotError }
  | { readonly kind: 'open'; readonly project: Project };

export interface ProjectsState {
  readonly current: ProjectState;
  /** Newest first; `undefined` until the core has answered. */
  readonly recent: readonly RecentProject[] | undefined;
}

/** The open project, fed by `projects.watch`, and the recent ones. */
export const useProjects = create<ProjectsState>()(() => ({
  current: { kind: 'starting' },
  recent: undefined,
}));

/** The open project, if there is one. */
export const useProject = (): Project | undefined =>
  useProjects(({ current }) => (current.kind === 'open' ? current.project : undefined));
