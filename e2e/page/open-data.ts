import { expect, type Page } from '@playwright/test';

/** Goes to the data of the developer's own environment. */
export async function openData(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Data', level: 1 })).toBeVisible();
}

/** Goes to one of the screens beside it. */
export async function openPart(page: Page, part: 'Masking' | 'Snapshots'): Promise<void> {
  await openData(page);
  await page.getByRole('navigation', { name: 'Data' }).getByRole('link', { name: part }).click();
  await expect(page.getByRole('heading', { name: part, level: 1 })).toBeVisible();
}
