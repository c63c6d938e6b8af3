import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test.describe('on a machine that is not ready', () => {
  test.use({ scene: 'first-run' });

  test('the first screen says what is wrong and how to mend it', async ({ open: { page, faults } }) => {
    await expect(page.getByRole('heading', { name: 'Open a project' })).toBeVisible();
    await expect(page.getByText('Docker runs, but this user may not talk to it.')).toBeVisible();
    await page.getByRole('button', { name: 'How to' }).click();
    await expect(page.getByText('sudo usermod -aG docker $USER')).toBeVisible();
    await page.getByRole('button', { name: 'Fix' }).click();
    await expect(page.getByText('XFS pool of 20 GB, reflink')).toBeVisible();
    expect(faults.unexpected()).toEqual([]);
  });

  test('a folder is chosen and opened', async ({ open: { page } }) => {
    await page.getByRole('button', { name: 'Open folder…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Open folder' });
    await dialog.getByRole('button', { name: /shop/ }).click();
    await expect(dialog.getByRole('textbox', { name: 'Path' })).toHaveValue('/home/mia/code/shop');
    await dialog.getByRole('button', { name: 'Open this folder' }).click();
    await expect(page.getByRole('button', { name: 'shop' })).toBeVisible();
  });
});

test.describe('a project without backlot.yaml', () => {
  test.use({ scene: 'uninitialised' });

  test('is set up after its file was read', async ({ open: { page } }) => {
    await page.getByRole('button', { name: 'shop' }).click();
    await page.getByRole('menuitem', { name: 'Set up environments' }).click();
    await expect(page.getByText('# The compose files that make up the stack')).toBeVisible();
    await page.getByRole('button', { name: 'Write backlot.yaml' }).click();
    await page.getByRole('link', { name: 'Environments' }).click();
    await expect(page.getByRole('grid', { name: 'Environments' }).getByRole('row')).toHaveCount(8);
  });
});

test.describe('a project whose backlot.yaml is broken', () => {
  test.use({ scene: 'broken' });

  test('shows its last good state, and each error at its place', async ({ open: { page } }) => {
    await page.getByRole('button', { name: 'Show the error' }).click();
    await expect(page.getByText('/home/mia/code/shop/backlot.yaml:6:18')).toBeVisible();
    await expect(page.getByText('kind: quality')).toBeVisible();
    await expect(page.getByText('Write kind: qa.')).toBeVisible();
  });
});

test.describe('a machine with projects', () => {
  test.use({ scene: 'empty' });

  test('offers them, and forgets one', async ({ open: { page } }) => {
    const recent = page.getByRole('region', { name: 'Recent projects' });
    await expect(recent.getByRole('listitem')).toHaveCount(4);
    await recent.getByRole('button', { name: 'Forget prototype' }).click();
    await expect(recent.getByRole('listitem')).toHaveCount(3);
    await recent
      .getByRole('button', { name: /billing/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { name: 'Open a project' })).toHaveCount(0);
  });
});
