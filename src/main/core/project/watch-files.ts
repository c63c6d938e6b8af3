import type { FSWatcher } from 'chokidar';

export interface WatchTargets {
  /** Existing folders to watch, absolute; what is below them counts only where `wants` says so. */
  readonly folders: readonly string[];
  /** True for a path whose coming, changing or going is worth a call. */
  readonly wants: (path: string) => boolean;
}

export interface FileWatch {
  readonly close: () => Promise<void>;
}

/** The system has no watchers left for us. */
const exhausted = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EMFILE');

/**
 * Calls `onChange` for each change of a wanted path until closed; resolves once it watches.
 * Falls back to looking every second where the system's watchers are used up, or when asked to.
 */
export async function watchFiles(
  { folders, wants }: WatchTargets,
  onChange: () => void,
  polling = false,
): Promise<FileWatch> {
  // Loaded on first use, so that a core starts without it.
  const { watch } = await import('chokidar');
  const own = new Set(folders);
  let current: FSWatcher;

  const start = (usePolling: boolean): Promise<void> => {
    current = watch([...folders], {
      ignoreInitial: true,
      usePolling,
      interval: 1000,
      ignored: (path) => !own.has(path) && !wants(path),
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    current.on('all', onChange);
    current.once('ready', resolve);
    current.on('error', (error) => {
      if (usePolling || !exhausted(error)) return;
      const old = current;
      resolve(start(true).then(() => old.close()));
    });
    return promise;
  };

  await start(polling);
  return { close: () => current.close() };
}
