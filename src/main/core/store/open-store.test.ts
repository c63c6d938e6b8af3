import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allMigrations } from './migrations/all-migrations.ts';
import { createNotices } from './notices.ts';
import { openDatabase } from './open-database.ts';
import { openStore } from './open-store.ts';
import { openSqlite } from './sqlite.ts';
import { tempHome, tempMount } from './testing/temp-home.ts';

const caught = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

/** A store with enough rows that damage in the middle hits a page in use. */
function filledHome(): string {
  const home = tempHome();
  const store = openStore({ home });
  store.transaction(() => {
    for (let n = 0; n < 2_000; n += 1) {
      store.projects.note({ path: `/projects/${n}`, name: 'x'.repeat(200), openedAt: n });
    }
  });
  store.close();
  return home;
}

test('a new data directory is made with its parents, and opens again', () => {
  const home = join(tempHome(), 'deep', 'er');
  const first = openStore({ home });
  expect(first.fresh).toBe('new');
  first.projects.note({ path: '/shop', name: 'shop', openedAt: 7 });
  first.close();
  const second = openStore({ home });
  expect(second.fresh).toBe('existing');
  expect(second.projects.recent()).toEqual([{ path: '/shop', name: 'shop', openedAt: 7 }]);
  expect(second.notices()).toEqual([]);
  second.close();
});

test('the database runs in WAL mode with foreign keys on', () => {
  const { db } = openDatabase({ home: tempHome(), migrations: [], notices: createNotices(), now: Date.now });
  expect(db.pragma('journal_mode')).toBe('wal');
  expect(db.pragma('synchronous')).toBe(1);
  expect(db.pragma('foreign_keys')).toBe(1);
  expect(db.pragma('busy_timeout')).toBeGreaterThan(0);
  db.close();
});

test('a transaction that throws leaves nothing', () => {
  const store = openStore({ home: tempHome() });
  expect(() =>
    store.durably(() => {
      store.projects.note({ path: '/a', name: 'a', openedAt: 1 });
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(store.projects.recent()).toEqual([]);
  store.close();
});

test.each(['clean', 'with a write-ahead log'])(
  'a newer database (%s) is refused and left as it is',
  (how) => {
    const home = tempHome();
    const file = join(home, 'backlot.db');
    openStore({ home }).close();
    const newer = openSqlite(file);
    newer.pragma('user_version = 99');
    if (how === 'clean') newer.close();
    else {
      // As a kill leaves it: copied away while open, with the version in the log alone.
      for (const suffix of ['', '-wal']) copyFileSync(file + suffix, `${file}.copy${suffix}`);
      newer.close();
      for (const suffix of ['', '-wal']) copyFileSync(`${file}.copy${suffix}`, file + suffix);
    }
    const files = ['', '-wal']
      .map((suffix) => join(home, `backlot.db${suffix}`))
      .slice(0, how === 'clean' ? 1 : 2);
    const before = files.map((path) => readFileSync(path));

    expect(caught(() => openStore({ home }))).toMatchObject({
      code: 'store-newer',
      message: expect.stringMatching(/version 99.*up to \d/),
      hint: expect.stringContaining('BACKLOT_HOME'),
    });
    expect(files.map((path) => readFileSync(path))).toEqual(before);
    if (how === 'clean') expect(readdirSync(home)).toEqual(['backlot.db']);
  },
);

test.each([
  ['its header is overwritten', (file: string) => writeFileSync(file, 'not a database at all'.repeat(400))],
  ['it is cut in half', (file: string) => truncateSync(file, 16_384)],
  [
    'pages in its middle are garbage',
    (file: string) => {
      const bytes = readFileSync(file);
      bytes.fill(0xab, 4096 * 4, 4096 * 10);
      writeFileSync(file, bytes);
    },
  ],
])('a damaged database is set aside whole and reported when %s', (_, damage) => {
  const home = filledHome();
  const file = join(home, 'backlot.db');
  damage(file);
  const damaged = readFileSync(file);
  const store = openStore({ home, now: () => 0 });
  expect(store.fresh).toBe('rebuilt');
  expect(store.projects.recent()).toEqual([]);
  expect(store.notices()).toHaveLength(1);
  const aside = `${file}.corrupt-19700101T000000000Z`;
  expect(store.notices()[0]?.text).toContain(aside);
  expect(readFileSync(aside).equals(damaged)).toBe(true);
  store.close();
  const again = openStore({ home });
  expect([again.fresh, again.notices()]).toEqual(['existing', []]);
  again.close();
});

test('two damaged databases set aside in one moment both stay', () => {
  const home = tempHome();
  for (const text of ['one', 'two']) {
    writeFileSync(join(home, 'backlot.db'), text.repeat(100));
    openStore({ home, now: () => 0 }).close();
  }
  expect(readdirSync(home).filter((name) => name.includes('corrupt'))).toHaveLength(2);
});

test('a write-ahead log goes aside with its database and is never replayed into the fresh one', () => {
  const home = filledHome();
  const file = join(home, 'backlot.db');
  const db = openSqlite(file);
  db.exec("INSERT INTO project VALUES ('/ghost', 'ghost', 1)");
  copyFileSync(`${file}-wal`, `${file}.wal-copy`);
  db.close();
  writeFileSync(file, 'garbage'.repeat(1000));
  copyFileSync(`${file}.wal-copy`, `${file}-wal`);
  const store = openStore({ home, now: () => 0 });
  expect(store.fresh).toBe('rebuilt');
  expect(store.projects.recent()).toEqual([]);
  expect(readdirSync(home)).toContain('backlot.db.corrupt-19700101T000000000Z-wal');
  store.close();
});

test('damage met while running is a typed error, and the next start sets the file aside', () => {
  const home = filledHome();
  const file = join(home, 'backlot.db');
  const notices = createNotices();
  const { db } = openDatabase({ home, migrations: allMigrations, notices, now: Date.now });
  const bytes = readFileSync(file);
  bytes.fill(0xab, 4096 * 2, bytes.length);
  writeFileSync(file, bytes);
  db.pragma('shrink_memory');
  expect(caught(() => db.prepare('SELECT * FROM project').all())).toMatchObject({ code: 'store-corrupt' });
  expect(notices.all()[0]?.title).toBe('The database is damaged');
  expect(readdirSync(home)).toContain('backlot.db.suspect');
  db.close();
  const next = openStore({ home });
  expect(next.fresh).toBe('rebuilt');
  expect(readdirSync(home)).not.toContain('backlot.db.suspect');
  next.close();
});

test('a data directory that is a file is refused', () => {
  const home = join(tempHome(), 'file');
  writeFileSync(home, '');
  expect(caught(() => openStore({ home }))).toMatchObject({ code: 'home-invalid' });
  expect(caught(() => openStore({ home: join(home, 'below') }))).toMatchObject({ code: 'home-invalid' });
});

test('a read-only data directory is refused, new or old', ({ skip }) => {
  const mount = tempMount('4m');
  if (!mount) return skip('mounting a file system is refused here');
  const old = join(mount.path, 'old');
  openStore({ home: old }).close();
  mount.remount('ro');
  for (const home of [old, join(mount.path, 'new')]) {
    expect(caught(() => openStore({ home }))).toMatchObject({
      code: 'home-readonly',
      hint: expect.stringContaining('BACKLOT_HOME'),
    });
  }
});

test('a full disk is a typed error at opening and at writing, and passes when there is space', ({ skip }) => {
  const mount = tempMount('1m');
  if (!mount) return skip('mounting a file system is refused here');
  const home = join(mount.path, 'home');
  const store = openStore({ home });
  const fill = (): void => {
    for (let n = 0; n < 100; n += 1) {
      store.projects.note({ path: `/${n}`, name: 'x'.repeat(50_000), openedAt: n });
    }
  };
  expect(caught(fill)).toMatchObject({ code: 'disk-full', retryable: true });
  const kept = store.projects.recent().length;
  const other = join(mount.path, 'other');
  mkdirSync(other);
  expect(caught(() => openStore({ home: other }))).toMatchObject({ code: 'disk-full' });
  mount.remount('size=32m');
  fill();
  expect(store.projects.recent().length).toBeGreaterThan(kept);
  store.close();
  openStore({ home: other }).close();
});

test('a full disk reported by SQLite itself is the same error', () => {
  const { db } = openDatabase({ home: tempHome(), migrations: [], notices: createNotices(), now: Date.now });
  db.exec('CREATE TABLE t (x TEXT) STRICT');
  db.pragma('max_page_count = 4');
  expect(caught(() => db.exec(`INSERT INTO t VALUES ('${'x'.repeat(40_000)}')`))).toMatchObject({
    code: 'disk-full',
  });
  db.close();
});
