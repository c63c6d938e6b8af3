import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';
import { backUp } from './back-up.ts';
import { fromFileSystem } from './file-errors.ts';
import { latestVersion, migrate, storeNewer, versionOf } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import type { Notices } from './notices.ts';
import { setAside } from './set-aside.ts';
import { type Database, openSqlite } from './sqlite.ts';

/** `new`: there was none. `rebuilt`: the one that was there is damaged and set aside. */
export type Freshness = 'new' | 'existing' | 'rebuilt';

export interface OpenedDatabase {
  readonly db: Database;
  readonly fresh: Freshness;
}

export interface DatabaseOptions {
  readonly home: string;
  readonly migrations: readonly Migration[];
  readonly notices: Notices;
  readonly now: () => number;
}

/** A whole check reads the whole file: past this size only after an unclean end or a suspicion. */
const alwaysCheckBelow = 16 * 1024 * 1024;

const isCorrupt = (error: unknown): error is BacklotError =>
  error instanceof BacklotError && error.code === 'store-corrupt';

function inHome<T>(home: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw fromFileSystem(error, home);
  }
}

/** Throws what the file system says when the folder can't be made or written to. */
function makeHome(home: string): void {
  // A recursive mkdir reports a read-only file system as "no such file": the nearest folder says it right.
  let nearest = resolve(home);
  while (!existsSync(nearest)) nearest = dirname(nearest);
  accessSync(nearest, constants.W_OK);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  accessSync(home, constants.W_OK);
}

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

/** The version in the header, which only holds while no write-ahead log lies beside the file. */
function versionInHeader(file: string): number {
  const header = Buffer.alloc(64);
  const fd = openSync(file, 'r');
  try {
    const read = readSync(fd, header, 0, header.length, 0);
    const isSqlite = read === header.length && header.toString('latin1', 0, 15) === 'SQLite format 3';
    return isSqlite ? header.readUInt32BE(60) : 0;
  } finally {
    closeSync(fd);
  }
}

/** Looks without leaving a trace, so that a newer app finds its database untouched. */
function versionOnDisk(file: string): number {
  if (sizeOf(`${file}-wal`) === 0) return versionInHeader(file);
  const db = openSqlite(file, { readonly: true });
  try {
    return versionOf(db);
  } finally {
    db.close();
  }
}

function openAndMigrate(file: string, { home, migrations, notices, now }: DatabaseOptions): Database {
  const suspect = `${file}.suspect`;
  const size = sizeOf(file);
  if (size > 0) {
    const found = versionOnDisk(file);
    const known = latestVersion(migrations);
    if (found > known) throw storeNewer(file, found, known);
  }
  const check = size > 0 && (size < alwaysCheckBelow || sizeOf(`${file}-wal`) > 0 || existsSync(suspect));
  let running = false;
  const onError = (error: unknown): void => {
    if (!running || !isCorrupt(error)) return;
    notices.add({
      title: 'The database is damaged',
      text: `${error.message} Restart Backlot: the file is then checked and, if damaged, set aside.`,
    });
    // A disk that is going bad may refuse this too; the unclean end then leads to the same check.
    try {
      writeFileSync(suspect, '');
    } catch {}
  };
  const db = openSqlite(file, { onError });
  try {
    // Must be read first: opening itself touches no page of the file.
    const version = versionOf(db);
    db.pragma('journal_mode = WAL');
    // Events may lose their last moment in a power cut; `durably` is stricter for what must not.
    db.pragma('synchronous = NORMAL');
    db.pragma('journal_size_limit = 16777216');
    if (check) {
      const verdict = db.pragma('quick_check(1)');
      if (verdict !== 'ok') {
        throw new BacklotError('store-corrupt', `The database ${file} is damaged: ${String(verdict)}.`);
      }
    }
    if (version > 0 && version < latestVersion(migrations)) {
      inHome(home, () => backUp(db, join(home, 'backups'), version, now()));
    }
    migrate(db, migrations);
    rmSync(suspect, { force: true });
    running = true;
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens `<home>/backlot.db` at the latest version: makes it, checks it, backs it up before migrating.
 * A damaged one is set aside with a notice and a fresh one takes its place.
 * @throws BacklotError `home-readonly`, `home-invalid`, `disk-full`, `store-newer` or `store-failed`.
 */
export function openDatabase(options: DatabaseOptions): OpenedDatabase {
  const { home, notices, now } = options;
  inHome(home, () => makeHome(home));
  const file = join(home, 'backlot.db');
  const existed = inHome(home, () => sizeOf(file)) > 0;
  try {
    return { db: openAndMigrate(file, options), fresh: existed ? 'existing' : 'new' };
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    const kept = inHome(home, () => setAside(file, now()));
    notices.add({
      title: 'The database was damaged',
      text: `It was set aside as ${kept} and a fresh one was started. Recent projects, preferences and the history of operations begin anew; an operation that was interrupted is not known any more. What runs in Docker is untouched.`,
    });
    rmSync(`${file}.suspect`, { force: true });
    return { db: openAndMigrate(file, options), fresh: 'rebuilt' };
  }
}
