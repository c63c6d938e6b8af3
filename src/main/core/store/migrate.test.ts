import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { latestVersion, migrate, versionOf } from './migrate.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import { createNotices } from './notices.ts';
import { openDatabase } from './open-database.ts';
import { openStore } from './open-store.ts';
import { openSqlite } from './sqlite.ts';
import { tempHome } from './testing/temp-home.ts';

const broken = {
  version: 2,
  name: 'broken',
  up: 'CREATE TABLE b (x TEXT) STRICT; INSERT INTO nowhere VALUES (1)',
};
const first = {
  version: 1,
  name: 'first',
  up: "CREATE TABLE a (x TEXT) STRICT; INSERT INTO a VALUES ('kept')",
};

test('versions count from 1 without a hole', () => {
  expect(allMigrations.map(({ version }) => version)).toEqual(allMigrations.map((_, index) => index + 1));
});

for (const from of allMigrations.map(({ version }) => version - 1)) {
  test(`a database of version ${from} comes to the latest one with its data and a backup`, () => {
    const home = tempHome();
    const file = join(home, 'backlot.db');
    const old = openSqlite(file);
    old.pragma('journal_mode = WAL');
    migrate(old, allMigrations.slice(0, from));
    if (from >= 1) {
      old.exec(`INSERT INTO operation (id, kind, title, state, cancelling, phase, locks, input, created_at, progress)
                VALUES ('old', 'k', 'Old work', 'interrupted', 0, 'run', '[]', 'null', 5, 0)`);
    }
    old.close();

    const store = openStore({ home, now: () => 0 });
    expect(store.operations.get('old')?.title).toBe(from >= 1 ? 'Old work' : undefined);
    expect(store.projects.recent()).toEqual([]);
    store.close();

    const now = openSqlite(file);
    expect(versionOf(now)).toBe(latestVersion(allMigrations));
    now.close();
    if (from === 0) expect(readdirSync(home)).not.toContain('backups');
    else {
      expect(readdirSync(join(home, 'backups'))).toEqual([`backlot-v${from}-19700101T000000000Z.db`]);
      const copy = openSqlite(join(home, 'backups', `backlot-v${from}-19700101T000000000Z.db`));
      expect(versionOf(copy)).toBe(from);
      copy.close();
    }
  });
}

test('every table is STRICT', () => {
  const home = tempHome();
  const { file, close } = openStore({ home });
  close();
  const db = openSqlite(file);
  const tables = db
    .prepare<{ name: string; strict: number }>(
      "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'",
    )
    .all();
  db.close();
  expect(tables.map(({ name }) => name).sort()).toEqual([
    'event',
    'operation',
    'preference',
    'project',
    'step',
  ]);
  expect(tables.every(({ strict }) => strict === 1)).toBe(true);
});

test('a migration that fails leaves the database at the version before it, whole', () => {
  const home = tempHome();
  const file = join(home, 'backlot.db');
  const db = openSqlite(file);
  expect(() => migrate(db, [first, broken])).toThrow(/could not be brought to version 2 \(broken\)/);
  expect(versionOf(db)).toBe(1);
  expect(db.prepare<{ x: string }>('SELECT x FROM a').all()).toEqual([{ x: 'kept' }]);
  expect(db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'b'").get()).toBeUndefined();
  expect(db.pragma('foreign_keys')).toBe(1);
  db.close();
});

test('a migration that leaves a reference to nothing is refused', () => {
  const db = openSqlite(join(tempHome(), 'backlot.db'));
  const up = `CREATE TABLE p (id TEXT PRIMARY KEY) STRICT;
              CREATE TABLE c (p TEXT REFERENCES p (id)) STRICT;
              INSERT INTO c VALUES ('gone')`;
  expect(() => migrate(db, [{ version: 1, name: 'dangling', up }])).toThrow(/rows of "c" refer to rows/);
  expect(versionOf(db)).toBe(0);
  db.close();
});

test('a failed migration on opening keeps the file with its backup and is reported, not set aside', () => {
  const home = tempHome();
  const notices = createNotices();
  const options = { home, notices, now: () => 0 };
  openDatabase({ ...options, migrations: [first] }).db.close();
  const before = readFileSync(join(home, 'backlot.db'));
  expect(() => openDatabase({ ...options, migrations: [first, broken] })).toThrow(
    expect.objectContaining({ code: 'store-failed' }),
  );
  expect(readFileSync(join(home, 'backlot.db')).equals(before)).toBe(true);
  expect(readdirSync(join(home, 'backups'))).toHaveLength(1);
  expect(notices.all()).toEqual([]);
});

test('only the newest backups are kept', () => {
  const home = tempHome();
  let clock = 0;
  const list = [first];
  for (let version = 2; version <= 9; version += 1) {
    const options = { home, notices: createNotices(), now: () => clock };
    openDatabase({ ...options, migrations: [...list] }).db.close();
    list.push({ version, name: 'next', up: `CREATE TABLE t${version} (x TEXT) STRICT` });
    clock += 1000;
    openDatabase({ ...options, migrations: [...list] }).db.close();
  }
  const versions = readdirSync(join(home, 'backups')).map((name) => name.split('-')[1]);
  expect(versions.sort()).toEqual(['v4', 'v5', 'v6', 'v7', 'v8']);
});
