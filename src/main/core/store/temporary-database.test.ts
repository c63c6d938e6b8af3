import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { openTemporaryDatabase } from './temporary-database.ts';

let file = '';
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'backlot temporary-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  file = join(folder, 'work.db');
});

test('it is for its owner alone, has no file beside it, and is gone when closed', () => {
  const db = openTemporaryDatabase(file);
  db.exec('CREATE TABLE t (a INTEGER, b BLOB)');
  const insert = db.prepare('INSERT INTO t VALUES (?, ?)');
  db.transaction(() => insert.run(1, Buffer.from('x')));
  expect(db.prepare<{ readonly b: Buffer }>('SELECT b FROM t WHERE a = ?').get(1)?.b.toString()).toBe('x');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(file, '..'))).toEqual(['work.db']);
  db.close();
  expect(existsSync(file)).toBe(false);
});

test('another one reads it meanwhile, cannot write, and leaves it', () => {
  const db = openTemporaryDatabase(file);
  db.exec('CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (7)');
  const reader = openTemporaryDatabase(file, { readonly: true });
  expect(reader.prepare<{ readonly a: number }>('SELECT a FROM t').all()).toEqual([{ a: 7 }]);
  expect(() => reader.exec('DELETE FROM t')).toThrow(expect.objectContaining({ code: 'home-readonly' }));
  reader.close();
  expect(existsSync(file)).toBe(true);
  db.close();
});

test('an error in a transaction reaches the caller, and the file can still be closed', () => {
  const db = openTemporaryDatabase(file);
  expect(() =>
    db.transaction(() => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(() => db.exec('nonsense')).toThrow(expect.objectContaining({ code: 'store-failed' }));
  db.close();
  expect(existsSync(file)).toBe(false);
});

test('a file that is there is not taken over', () => {
  const db = openTemporaryDatabase(file);
  expect(() => openTemporaryDatabase(file)).toThrow();
  expect(existsSync(file)).toBe(true);
  db.close();
});
