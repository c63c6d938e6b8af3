import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { homePaths } from './home-paths.ts';

const note = z.object({
  pid: z.number(),
  version: z.string(),
  host: z.enum(['electron', 'web', 'cli', 'test']),
  /** Milliseconds since the epoch. */
  startedAt: z.number(),
  /** Where the core can be reached, once its door listens. */
  socket: z.string().optional(),
});

/** Who has the data directory, in `core.json` beside the lock. It explains; the lock decides. */
export type CoreNote = z.output<typeof note>;

/** The note of whoever holds, or last held, the data directory; `undefined` when there is none to read. */
export function readCoreNote(home: string): CoreNote | undefined {
  try {
    return note.parse(JSON.parse(readFileSync(homePaths(home).note, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Replaces the note in one step, so that a reader never sees half of it. Only the lock's holder may. */
export function writeCoreNote(home: string, value: CoreNote): void {
  const path = homePaths(home).note;
  writeFileSync(`${path}.new`, `${JSON.stringify(value)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function removeCoreNote(home: string): void {
  rmSync(homePaths(home).note, { force: true });
}

const doors = {
  electron: 'the Backlot app',
  web: 'backlot serve',
  cli: 'another backlot command',
  test: 'a test',
} as const satisfies Record<CoreNote['host'], string>;

/** "backlot serve 0.1.0 (pid 4711)", for messages. */
export const describeCore = ({ host, version, pid }: Pick<CoreNote, 'host' | 'version' | 'pid'>): string =>
  `${doors[host]} ${version} (pid ${pid})`;
