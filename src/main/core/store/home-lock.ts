import Database from 'better-sqlite3';
import { BacklotError } from '../../../shared/errors.ts';
import type { HostKind } from '../core.ts';
import { describeCore, readCoreNote, removeCoreNote, writeCoreNote } from '../home/core-note.ts';
import { errnoOf, homeError } from '../home/home-error.ts';
import { homePaths } from '../home/home-paths.ts';

/** The right to drive the state in one data directory, for as long as this process lives. */
export interface HomeLock {
  readonly home: string;
  /** Gives the data directory back; a second call does nothing. */
  readonly release: () => void;
}

/** A collected database closes its file and with it the lock: what is held stays referenced. */
const held = new Set<Database.Database>();

const hints: Readonly<Record<HostKind, string>> = {
  electron: 'Use its window (backlot app), or quit it first. BACKLOT_HOME names another data directory.',
  web: 'Open it (backlot serve --link), or stop it first. BACKLOT_HOME names another data directory.',
  cli: 'Wait until it has ended, or stop it. BACKLOT_HOME names another data directory.',
  test: 'Use that one, or stop it first. BACKLOT_HOME names another data directory.',
};

function inUse(home: string): BacklotError {
  const note = readCoreNote(home);
  const who = note ? describeCore(note) : 'another process';
  return new BacklotError('home-in-use', `The data directory ${home} is in use by ${who}.`, {
    hint: hints[note?.host ?? 'test'],
    details: note ? { home, ...note } : { home },
    retryable: true,
  });
}

function explain(error: unknown, home: string): BacklotError {
  const code = errnoOf(error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return inUse(home);
  const { lock } = homePaths(home);
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return new BacklotError('home-invalid', `The lock file ${lock} is not one of Backlot's.`, {
      hint: `Remove it: rm "${lock}". It holds no data.`,
      details: { home, path: lock },
      cause: error,
    });
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new BacklotError('home-invalid', `The file system of ${home} has no working file locks.`, {
      hint: 'Set BACKLOT_HOME to a folder on a local disk.',
      details: { home, errno: code },
      cause: error,
    });
  }
  return homeError(error, home, lock);
}

/**
 * Takes a prepared data directory for this process, or fails at once. The lock is an open exclusive
 * SQLite transaction on an empty `lock.db`: the operating system frees it however the process ends.
 * Nothing else may open `lock.db`: on POSIX, closing any descriptor of it would drop the lock.
 * @throws BacklotError `home-in-use` with who has it, `home-readonly`, `home-invalid`, `disk-full`
 */
export function takeHomeLock(
  home: string,
  owner: { readonly version: string; readonly host: HostKind },
): HomeLock {
  let db: Database.Database | undefined;
  try {
    db = new Database(homePaths(home).lock, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
    writeCoreNote(home, { pid: process.pid, ...owner, startedAt: Date.now() });
  } catch (error) {
    db?.close();
    throw explain(error, home);
  }
  const taken = db;
  held.add(taken);
  return {
    home,
    release() {
      if (!held.delete(taken)) return;
      try {
        removeCoreNote(home);
      } finally {
        taken.close();
      }
    },
  };
}
