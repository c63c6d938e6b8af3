import type { TopicEvent } from '../../../shared/contract/define.ts';
import type { Project } from '../../../shared/model/project.ts';
import { findProject } from './find-project.ts';
import { type FollowedProject, followProject } from './follow-project.ts';

/** All followed projects; followers of one project share one set of file watchers. */
export interface ProjectWatch {
  /**
   * The project at or above a folder now (unless `after` is its cursor), then after each change, until
   * the signal aborts. While its configuration is broken the last good graph stays.
   * @throws BacklotError `project-not-found`, `forbidden`, `invalid-input`.
   */
  readonly follow: (path: string, signal: AbortSignal, after?: number) => AsyncIterable<TopicEvent<Project>>;
  /** How many projects are watched at the moment. */
  readonly size: () => number;
  /** Stops watching everything; followers end by their own signals. */
  readonly close: () => Promise<void>;
}

interface Shared {
  readonly started: Promise<FollowedProject>;
  followers: number;
}

export function createProjectWatch(): ProjectWatch {
  const byRoot = new Map<string, Shared>();
  const closing = new Set<Promise<void>>();

  const end = (root: string, shared: Shared): void => {
    if (byRoot.get(root) === shared) byRoot.delete(root);
    const closed = shared.started
      .then(({ close }) => close())
      // A start that failed was told to each follower and left nothing to close.
      .catch(() => {})
      .finally(() => closing.delete(closed));
    closing.add(closed);
  };

  async function* follow(
    path: string,
    signal: AbortSignal,
    after?: number,
  ): AsyncGenerator<TopicEvent<Project>> {
    const { path: root } = await findProject(path, signal);
    const shared = byRoot.get(root) ?? { started: followProject(root), followers: 0 };
    byRoot.set(root, shared);
    shared.followers += 1;
    try {
      const { live } = await shared.started;
      yield* live.follow(signal, after);
    } finally {
      shared.followers -= 1;
      if (shared.followers === 0) end(root, shared);
    }
  }

  return {
    follow,
    size: () => byRoot.size,
    async close() {
      for (const [root, shared] of byRoot) end(root, shared);
      await Promise.all(closing);
    },
  };
}
