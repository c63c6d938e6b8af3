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
