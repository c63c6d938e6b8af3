import { create } from 'zustand';

export interface PullRequestState {
  readonly open: boolean;
}

/** Whether the question of what to pull is open. */
export const usePullRequest = create<PullRequestState>()(() => ({ open: false }));

export const askPull = (): void => usePullRequest.setState({ open: true });

export const closePull = (): void => usePullRequest.setState({ open: false });

/** What operations on a project's snapshots are noted under. */
export const snapshotsKey = (project: string): string => `snapshots@${project}`;
