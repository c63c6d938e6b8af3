import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { Shell } from './pages/shell.ts';

test('two windows see the same operation, and either ends it', async ({ serveAt, openAt, home, run }) => {
  const host = await serveAt(home);
  const here = new Shell((await openAt(host)).page);
  const link = run(['serve', '--link', '--json']);
  expect(await link.ended).toBe(0);
  const [{ url = '' } = {}] = link.documents();
  const there = new Shell((await openAt({ url: String(url), origin: host.origin })).page);
  await expect(here.main).not.toBeEmpty();
  await expect(there.main).not.toBeEmpty();

  await here.runCommand('rehearse');
  await expect(there.drawer).toContainText('Rehearse with 8 steps');
  await there.drawer.getByRole('button', { name: 'Open operations' }).click();
  await there.drawer.getByRole('button', { name: 'Cancel operation' }).click();
  await expect(here.operation('Rehearse with 8 steps')).toContainText('Cancelled');
  await expect(there.operation('Rehearse with 8 steps')).toContainText('Cancelled');
});

test('what is chosen in one window holds in the other', async ({ serveAt, openAt, home, run }) => {
  const host = await serveAt(home);
  const { page } = await openAt(host);
  await expect(page.getByRole('heading', { name: 'Open a project' })).toBeVisible();
  expect(await run(['preferences', 'set', 'theme', 'dark']).ended).toBe(0);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
