import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test('in what an environment is not as staging is said, with the way to mend it', async ({
  open: { page, faults },
}) => {
  await page.getByRole('link', { name: 'Environments' }).click();
  await page.getByRole('grid', { name: 'Environments' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Parity' }).click();
  await expect(page.getByText('94 % 3 differences matter; 1 harmless, 1 expected')).toBeVisible();
  const list = page.getByRole('region', { name: 'dev and staging' });
  await expect(list.getByRole('listitem').filter({ hasText: 'work_mem' })).toContainText('ALTER SYSTEM SET');
  await expect(list).toContainText('worker of staging, setting: it does not run');
  await expect(list).not.toContainText('PAYMENTS_KEY');
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(list).toContainText('A secret: each environment has its own.');
  await page.screenshot({ path: test.info().outputPath('parity.png') });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  expect(faults.unexpected()).toEqual([]);
});
