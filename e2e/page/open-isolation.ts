import { expect, type Page } from '@playwright/test';

/** Goes to what the developer's own environment tried. */
export const openIsolation = async (page: Page): Promise<void> => {
  await expect(page.getByRole('button', { name: 'shop' })).toBeVisible();
  await page.getByRole('link', { name: 'Isolation', exact: true }).click();
};

/** Goes to its inbox. */
export const openMail = async (page: Page): Promise<void> => {
  await openIsolation(page);
  await page.getByRole('link', { name: /^Mail/ }).click();
};
