import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { commitAll } from '../src/main/core/git/commit-all.ts';
import { test as base } from './fixtures.ts';
import { makeUserFolder } from './user-folder.ts';

const folder = join(import.meta.dirname, '../docs/screenshots');
const largest = 200 * 1024;

/** The folder of a user with a short name, as people have it: paths are part of the pictures. */
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures used from the pattern.
  user: async ({}, use) => {
    const folder = join(tmpdir(), 'mia');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o700 });
    const user = { ...makeUserFolder(folder), home: join(folder, '.local/share/backlot') };
    await use(user);
    user.remove();
  },
});

async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.mouse.move(0, 0);
  const picture = await page.screenshot({
    path: join(folder, `${name}.png`),
    animations: 'disabled',
    caret: 'hide',
  });
  expect(picture.length, `bytes of ${name}.png`).toBeLessThan(largest);
}

test('first run', async ({ app: { page } }) => {
  await expect(page.getByRole('button', { name: 'Check again' })).toBeEnabled({ timeout: 20_000 });
  await shoot(page, 'first-run');
});

test.describe('a project', () => {
  test.use({ opens: 'shop' });

  const people = [
    ['Mia Brandt', 'Ask for the postcode before the city'],
    ['Jon Okafor', 'Keep the cart over a sign-in'],
    ['Mia Brandt', 'Fix rounding in cart'],
  ] as const;

  test.beforeEach(async ({ project }) => {
    for (const [name, message] of people) {
      writeFileSync(join(project ?? '', 'CHANGES.md'), `${message}\n`, { flag: 'a' });
      const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`;
      await commitAll(project ?? '', message, { name, email }, AbortSignal.timeout(10_000));
    }
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(colorScheme, () => {
      test.use({ colorScheme });
      test('graph', async ({ app: { page }, shell }) => {
        await expect(shell.card('dev')).toContainText('Fix rounding in cart');
        await shell.card('staging').click();
        await expect(shell.inspector).toBeVisible();
        await expect(page.getByRole('button', { name: 'Docker is ready' })).toBeVisible({ timeout: 20_000 });
        await shoot(page, `graph-${colorScheme}`);
      });
    });
  }

  test('table', async ({ app: { page }, shell }) => {
    await expect(shell.card('dev')).toContainText('Fix rounding in cart');
    await page.getByRole('button', { name: 'Table' }).click();
    await page.getByRole('grid').getByText('qa', { exact: true }).first().click();
    await expect(shell.inspector).toBeVisible();
    await shoot(page, 'table');
  });

  test('palette', async ({ app: { page }, shell }) => {
    await expect(shell.card('dev')).toContainText('Fix rounding in cart');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('re');
    await expect(shell.palette.getByRole('option', { selected: true })).toBeVisible();
    await shoot(page, 'palette');
  });

  test('operations drawer', async ({ app: { page }, shell, run }) => {
    await expect(shell.card('dev')).toContainText('Fix rounding in cart');
    expect(await run(['rehearse', '--steps', '3', '--step-ms', '300', '--fail-at', '3']).ended).toBe(1);
    expect(await run(['rehearse', '--steps', '4', '--step-ms', '200']).ended).toBe(0);
    await page.reload();
    await expect(shell.card('dev')).toContainText('Fix rounding in cart');
    await shell.runCommand('rehearse');
    await expect(shell.operation('Rehearse with 8 steps')).toContainText('4 of 8 steps', { timeout: 15_000 });
    await expect(shell.operation('Rehearse with 8 steps')).toContainText('left');
    await shoot(page, 'operations-drawer');
    await page.getByRole('button', { name: 'Cancel operation' }).click();
    await expect(shell.operation('Rehearse with 8 steps')).toContainText('Cancelled');
  });

  test('error', async ({ app: { page }, shell, project }) => {
    await expect(shell.card('dev')).toContainText('Fix rounding in cart');
    const file = join(project ?? '', 'backlot.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text
        .replace('mirrors: production }', 'mirrors: prodution }')
        .replace('qa: { kind: qa,', 'qa: { kind: quality,'),
    );
    await page.getByRole('button', { name: 'Show the errors' }).click();
    await expect(shell.main.locator('pre')).toHaveCount(2);
    await shoot(page, 'error-state');
  });
});
