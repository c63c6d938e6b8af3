import { expect, test } from 'vitest';
import { openStore } from './open-store.ts';
import { openSqlite } from './sqlite.ts';
import { tempHome } from './testing/temp-home.ts';

test('preferences have their defaults, keep what was written, and a removed one falls back', () => {
  const home = tempHome();
  const store = openStore({ home });
  expect(store.preferences.read()).toEqual({ theme: 'system', notifications: true, keepOperationsDays: 30 });
  expect(store.preferences.write({ theme: 'dark', lastProject: '/shop' })).toMatchObject({ theme: 'dark' });
  expect(store.preferences.write({ lastProject: undefined })).not.toHaveProperty('lastProject');
  store.close();
  const again = openStore({ home });
  expect(again.preferences.read()).toMatchObject({ theme: 'dark', keepOperationsDays: 30 });
  again.close();
});

test('a bad row falls back to its default alone, with one notice', () => {
  const store = openStore({ home: tempHome() });
  store.preferences.write({ theme: 'dark', notifications: false });
  const db = openSqlite(store.file);
  db.exec(`UPDATE preference SET value = '"purple"' WHERE key = 'theme';
           INSERT INTO preference VALUES ('keepOperationsDays', '{not json'), ('fromTheFuture', '1')`);
  db.close();
  store.preferences.read();
  expect(store.preferences.read()).toEqual({ theme: 'system', notifications: false, keepOperationsDays: 30 });
  expect(store.notices().map(({ text }) => text)).toEqual([
    expect.stringContaining('"theme"'),
    expect.stringContaining('"keepOperationsDays"'),
  ]);
  store.close();
});
