import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test.use({ opens: 'shop' });

const environments = ['dev', 'test.*', 'qa', 'release', 'staging', 'production', 'production-copy'];
const flows = ['deploy', 'merge', 'hotfix', 'cut', 'handover', 'release', 'mirror'];

test('every environment and flow of backlot.yaml is drawn', async ({ shell }) => {
  for (const name of environments) await expect(shell.card(name)).toBeVisible();
  for (const flow of flows) await expect(shell.main.getByText(flow, { exact: true }).last()).toBeVisible();
  await expect(shell.card('dev')).toContainText('Describe the environments for Backlot');
  await expect(shell.card('production')).toContainText('protected');
});

test('a click selects, and the inspector tells of it; a click beside it lets go', async ({
  app: { page },
  shell,
}) => {
  await shell.card('staging').click();
  await expect(page.getByRole('complementary', { name: 'Inspector: staging' })).toBeVisible();
  await expect(shell.inspector).toContainText('staging is released to production');
  await shell.card('qa').click();
  await expect(page.getByRole('complementary', { name: 'Inspector: qa' })).toBeVisible();
  await shell.inspector.getByRole('button', { name: 'Close inspector' }).click();
  await expect(shell.inspector).toHaveCount(0);
});

test('Tab goes over the cards in the order of the flow, Enter selects', async ({ app: { page }, shell }) => {
  await expect(shell.card('dev')).toBeVisible();
  await shell.card('dev').focus();
  const seen: string[] = [];
  // A card has a button of its own once it is known what runs there: that is between it and the next.
  for (let tabs = 0; seen.length < environments.length && tabs < 3 * environments.length; tabs += 1) {
    const label = ((await page.locator(':focus').getAttribute('aria-label')) ?? '').split(',')[0] ?? '';
    if (environments.includes(label)) seen.push(label);
    await page.keyboard.press('Tab');
  }
  expect(seen.toSorted()).toEqual(environments.toSorted());
  expect(seen[0]).toBe('dev');
  await shell.card('production').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Inspector: production', exact: true })).toBeVisible();
});

test('the table tells the same as the drawing', async ({ app: { page }, shell }) => {
  const cards = new Map<string, string>();
  for (const name of environments) cards.set(name, (await shell.card(name).getAttribute('aria-label')) ?? '');
  await shell.card('staging').click();
  await page.getByRole('button', { name: 'Table' }).click();
  const grid = page.getByRole('grid', { name: 'Environments' });
  await expect(grid.getByRole('row')).toHaveCount(environments.length + 1);
  await expect(grid.getByRole('row', { selected: true })).toContainText('staging');
  for (const [name, label] of cards) {
    const row = grid
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell', { name, exact: true }).first() })
      .first();
    const told = ((await row.textContent()) ?? '').toLowerCase();
    const [, kind = '', host = '', dataset = '', third = '', access = ''] = label.toLowerCase().split(', ');
    expect(told, name).toContain(kind);
    expect(told, name).toContain(host.replace('on host ', ''));
    expect(told, name).toContain(dataset === 'no dataset' ? 'none' : dataset.replace('dataset ', ''));
    expect(told, name).toContain(third.replace('third parties: ', ''));
    expect(told, name).toContain(access);
  }
  const told = (await grid.textContent()) ?? '';
  for (const words of [
    'deploys to',
    'merges into',
    'cherry-picks into',
    'is cut to',
    'hands over to',
    'is released to',
    'is mirrored to',
  ])
    expect(told).toContain(words);
  await page.reload();
  await expect(grid).toBeVisible();
});
