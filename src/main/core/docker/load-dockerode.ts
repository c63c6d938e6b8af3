import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type Docker from 'dockerode';

/** The parts of the library that take the longest to load: its own modem, and gRPC for BuildKit's sessions. */
const slowParts = ['dockerode/lib/util', 'dockerode/lib/session'] as const;

const load = createRequire(import.meta.url);

/**
 * Loads the library on first use, as it takes longer than the whole start of the core may; in parts
 * with a turn of the event loop between them, as at once it would hold the process up for too long.
 */
export async function loadDockerode(): Promise<typeof Docker> {
  for (const part of slowParts) {
    load(part);
    await nextTurn();
  }
  return (await import('dockerode')).default;
}
