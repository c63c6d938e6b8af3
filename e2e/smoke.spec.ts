import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test('the window opens on a page that works and asks nothing of anyone else', async ({ app, shell }) => {
  await expect(app.page).toHaveTitle(/Backlot/);
  await expect(shell.main).toBeVisible();
  await expect(shell.main).not.toBeEmpty();
  await app.page.waitForLoadState('networkidle');
  expect(app.faults.unexpected()).toEqual([]);
});

test('neither the token nor the key stays in the address', async ({ app, shell }) => {
  await expect(shell.main).not.toBeEmpty();
  expect(app.page.url()).not.toMatch(/token|key/);
});

test('a reload finds the way in again', async ({ app, shell }) => {
  await expect(shell.main).not.toBeEmpty();
  await app.page.reload();
  await expect(shell.main).not.toBeEmpty();
  expect(app.faults.unexpected()).toEqual([]);
});

test('the check on every page sees a script that is none of ours, and a request to elsewhere', async ({
  app: { page, faults },
  shell,
}) => {
  await expect(shell.main).not.toBeEmpty();
  await page.evaluate(`document.body.append(Object.assign(document.createElement('script'), { text: '1' }))`);
  await page.evaluate(`fetch('http://127.0.0.1:9/').catch(() => {})`);
  await expect.poll(() => faults.unexpected().length).toBeGreaterThan(1);
  expect(faults.unexpected().join()).toMatch(/Content Security Policy/);
  faults.expect(/Content Security Policy|127[.]0[.]0[.]1:9/);
});
