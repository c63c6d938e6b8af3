import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { openPart } from './open-data.ts';

/** Of the page, where the function that measures frames runs. */
declare const requestAnimationFrame: (draw: (now: number) => void) => number;

test.describe('a file with rules and open columns', () => {
  test.use({ scene: 'data' });

  test('columns are decided by keys alone', async ({ open: { page, faults } }) => {
    await openPart(page, 'Masking');
    await expect(page.getByText('7 masked · 10 kept · 9 open')).toBeVisible();
    await expect(page.getByText('6 columns have no rule, 1 column changed its type')).toBeVisible();
    await page.getByRole('button', { name: 'Scan for proposals' }).click();
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('grid', { name: 'Columns' }).focus();
    await page.keyboard.press('j');
    const panel = page.getByRole('region', { name: 'Rule of public.customers.phone' });
    await expect(panel.getByRole('list', { name: 'Evidence' })).toContainText('48 of 50 values');
    await expect(panel.getByRole('table')).toContainText('qfz-7741');
    await page.keyboard.press('a');
    await expect(page.getByText('8 masked · 10 kept · 8 open')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Rule of public.customers.birth_date' })).toBeVisible();

    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const field = page.getByRole('combobox', { name: 'Rule of loyalty_id' });
    await expect(field).toBeFocused();
    await field.pressSequentially('fone');
    await expect(page.getByText('"fone" is no rule.')).toBeVisible();
    await field.fill('');
    await field.pressSequentially('emai');
    await page.keyboard.press('Tab');
    await expect(field).toHaveValue('{ mask: email }');
    await expect(page.getByText('It still shows how often a value occurs')).toBeVisible();
    await field.press('End');
    await page.keyboard.press('Enter');
    await expect(page.getByText('9 masked · 10 kept · 7 open')).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Columns' })).toBeFocused();
    expect(faults.unexpected()).toEqual([]);
  });

  test('sure proposals of a table are accepted together', async ({ open: { page } }) => {
    await openPart(page, 'Masking');
    await page.getByRole('button', { name: 'Scan for proposals' }).click();
    await page
      .getByRole('navigation', { name: 'Tables' })
      .getByRole('button', { name: /customers/ })
      .click();
    await page.getByRole('button', { name: 'Accept 3 proposals' }).click();
    await expect(page.getByText('10 masked · 10 kept · 6 open')).toBeVisible();
    await page.getByRole('combobox', { name: 'As sure as' }).click();
    await page.getByRole('option', { name: '60 % sure' }).click();
    await expect(page.getByRole('button', { name: 'Accept 1 proposal' })).toBeEnabled();
  });

  test('a rule whose column is gone says what to do', async ({ open: { page } }) => {
    await openPart(page, 'Masking');
    await page.getByRole('textbox', { name: 'Filter columns' }).fill('fax');
    await page.getByRole('row', { name: /fax/ }).click();
    const panel = page.getByRole('region', { name: 'Rule of public.addresses.fax' });
    await expect(panel).toContainText('its line in db/masking.yaml can go');
    await panel.getByRole('button', { name: 'Remove its rule' }).click();
    await expect(page.getByText('No column fits the filter')).toBeVisible();
  });
});

test.describe('two thousand columns', () => {
  test.use({ scene: 'busy' });

  test('are walked through by key without a wait', async ({ open: { page } }) => {
    await openPart(page, 'Masking');
    const grid = page.getByRole('grid', { name: 'Columns' });
    await expect(grid).toHaveAttribute('aria-rowcount', '2001');
    expect(await grid.getByRole('row').count()).toBeLessThan(60);
    await grid.focus();
    const gaps = page.evaluate(
      () =>
        new Promise<readonly number[]>((resolve) => {
          const seen: number[] = [];
          const draw = (now: number): void => {
            seen.push(now);
            if (now - (seen[0] ?? now) < 2000) requestAnimationFrame(draw);
            else resolve(seen.slice(1).map((at, index) => at - (seen[index] ?? at)));
          };
          requestAnimationFrame(draw);
        }),
    );
    for (let press = 0; press < 60; press++) await page.keyboard.press('j');
    await page.keyboard.press('End');
    await expect(grid.getByRole('row', { selected: true })).toContainText('table_099.column_19');
    const sorted = (await gaps).toSorted((a, b) => a - b);
    const median = Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
    test.info().annotations.push({ type: 'frames', description: `median ${median} ms` });
    // Generous: what else runs on the machine counts too, and it may draw in software.
    expect(median).toBeLessThan(250);
    await page.getByRole('textbox', { name: 'Filter columns' }).fill('table_042.column_7');
    await expect(grid.getByRole('row')).toHaveCount(2);
  });
});
