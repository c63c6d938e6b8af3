import { type Bell, createBell } from './bell.ts';

/** Which operations changed, and when: versions grow over all operations. */
export interface Changes {
  /** The version before any change of this core. */
  readonly born: number;
  readonly version: () => number;
  /** The version of an operation's last change; `born` when it did not change in this core. */
  readonly versionOf: (id: string) => number;
  readonly changed: (id: string) => void;
  readonly forget: (id: string) => void;
  /** Ids that changed after a version, the longest ago first. */
  readonly since: (version: number) => readonly string[];
  readonly listen: (listener: (id: string) => void) => () => void;
  readonly bell: Bell;
  readonly closed: () => boolean;
  readonly close: () => void;
}

export function createChanges(): Changes {
  // Microseconds of the clock, so that a version from before a restart is older than all of this core.
  const born = Date.now() * 1_000;
  let version = born;
  let closed = false;
  const versions = new Map<string, number>();
  const listeners = new Set<(id: string) => void>();
  const bell = createBell();
  return {
    born,
    version: () => version,
    versionOf: (id) => versions.get(id) ?? born,
    changed(id) {
      version += 1;
      // Taken out first, so that the map's order is the order of the last changes.
      versions.delete(id);
      versions.set(id, version);
      for (const listener of listeners) listener(id);
      bell.ring();
    },
    forget: (id) => {
      versions.delete(id);
    },
    since: (after) => [...versions].filter(([, at]) => at > after).map(([id]) => id),
    listen(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    bell,
    closed: () => closed,
    close() {
      closed = true;
      bell.ring();
    },
  };
}
