import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test('the first screen asks for a project and checks the machine, live', async ({ app: { page }, shell }) => {
  await expect(page.getByRole('heading', { level: 1, name: 'Open a project' })).toBeVisible();
  const machine = page.getByRole('region', { name: 'This machine' });
  const checks = machine.getByRole('listitem');
  await expect(checks.filter({ hasText: 'git' }).first()).toBeVisible();
  // Each check ends, and says how in a word.
  await expect(machine.getByRole('button', { name: 'Check again' })).toBeEnabled({ timeout: 20_000 });
  for (const check of await checks.all()) {
    await expect(check.getByRole('img')).toHaveAccessibleName(/^(Ready|Attention|Failed|Skipped)$/);
  }
  await machine.getByRole('button', { name: 'Check again' }).click();
  await expect(machine.getByRole('button', { name: 'Check again' })).toBeEnabled({ timeout: 20_000 });
  await expect(shell.page.getByRole('region', { name: 'Recent projects' })).toHaveCount(0);
});

test('a problem of the machine comes with its way out', async ({ door, user, serveAt, home, openAt }) => {
  test.skip(door === 'electron', 'It starts a web host of its own.');
  const host = await serveAt(home, { env: { DOCKER_HOST: `unix://${join(user.path, 'nobody.sock')}` } });
  const { page } = await openAt(host);
  const docker = page
    .getByRole('region', { name: 'This machine' })
    .getByRole('listitem')
    .filter({ hasText: 'Docker engine' });
  await expect(docker).toContainText('nobody.sock does not exist');
  await expect(page.getByRole('banner').getByRole('button', { name: 'Docker is not ready' })).toBeVisible();
  await docker.getByRole('button', { name: 'How to' }).click();
  await expect(docker.getByRole('listitem').first()).toBeVisible();
});

test('from a folder to its graph', async ({ app: { page, door }, shell, user }) => {
  test.skip(door === 'electron', 'There the system’s own dialog chooses the folder.');
  const shop = await user.makeProject('shop', { bare: true });
  await page.getByRole('button', { name: 'Open folder…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open folder' });
  await expect(dialog.getByRole('textbox', { name: 'Path' })).toHaveValue(user.path);
  await dialog.getByRole('button', { name: 'code' }).click();
  await expect(dialog.getByRole('button', { name: /^shop/ })).toContainText('Project');
  await dialog.getByRole('button', { name: /^shop/ }).click();
  await expect(dialog.getByRole('textbox', { name: 'Path' })).toHaveValue(shop);
  await dialog.getByRole('button', { name: 'Open this folder' }).click();

  await expect(shell.project('shop')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'shop has no environments yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Set up environments' }).click();
  await expect(page.getByRole('complementary', { name: 'Found in the project' })).toContainText(
    'compose.yaml',
  );
  await expect(shell.main).toContainText('# Your own copy on this machine.');
  await page.getByRole('button', { name: 'Write backlot.yaml' }).click();

  for (const name of ['dev', 'test.*', 'qa']) await expect(shell.card(name)).toBeVisible();
  const written = await readFile(join(shop, 'backlot.yaml'), 'utf8');
  expect(written).toContain(`name: ${basename(shop)}`);
  await expect(page.getByText('backlot.yaml is written')).toBeVisible();
});

test('a folder that holds no project says what would make it one', async ({ app: { page, door }, user }) => {
  test.skip(door === 'electron', 'There the system’s own dialog chooses the folder.');
  await page.getByRole('button', { name: 'Open folder…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open folder' });
  await dialog.getByRole('textbox', { name: 'Path' }).fill(join(user.path, 'nowhere'));
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('There is no folder');
  await dialog.getByRole('textbox', { name: 'Path' }).fill(user.path);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Open this folder' }).click();
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText('There is no project at');
  await expect(alert).toContainText(
    'Choose a folder with a backlot.yaml, a compose file or a git repository.',
  );
});
