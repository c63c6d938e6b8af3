import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { desktopStage } from './testing/desktop-stage.ts';
import { hasPage, projectRoot } from './testing/stage-build.ts';

const stage = desktopStage();
let place = '';

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'backlot bäd '));
  onTestFinished(() => rmSync(place, { recursive: true, force: true, maxRetries: 5 }));
});

/** Bad surroundings in the window of the desktop: the product's own page says what is wrong. */
test.skipIf(!hasPage()).for([
  {
    name: 'a database of a newer app',
    prepare(): string {
      const home = join(place, 'home');
      mkdirSync(home, { mode: 0o700 });
      const db = new Database(join(home, 'backlot.db'));
      db.pragma('user_version = 9999');
      db.exec('CREATE TABLE later (id INTEGER)');
      db.close();
      return home;
    },
    code: 'store-newer',
    message: 'was written by a newer Backlot',
    hint: 'Update Backlot',
  },
  {
    name: 'a data directory that is a file',
    prepare(): string {
      const home = join(place, 'home');
      writeFileSync(home, '');
      return home;
    },
    code: 'home-invalid',
    message: 'is not a folder',
    hint: 'Move that file away, or set BACKLOT_HOME to a folder.',
  },
])('$name is said in the window', { timeout: 60_000 }, async ({ prepare, code, message, hint }) => {
  const { page } = await stage.startReady({ root: projectRoot, home: prepare() });
  const alert = page.getByRole('main').getByRole('alert');
  await alert.waitFor();
  const told = await alert.textContent();
  expect(told).toContain(message);
  expect(told).toContain(hint);
  expect(told).toContain(code);
  expect(await alert.getByRole('button', { name: 'Try again' }).count()).toBe(1);
});
