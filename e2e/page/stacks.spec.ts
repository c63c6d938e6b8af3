import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';

async function openDev(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Environments' }).click();
  await page.getByRole('grid', { name: 'Environments' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'dev', level: 1 })).toBeVisible();
}

test('an environment tells of each service: state and cause, what it uses, its ports', async ({
  open: { page, faults },
}) => {
  await openDev(page);
  const services = page.getByRole('grid', { name: 'Services' });
  await expect(services.getByRole('row')).toHaveCount(10);
  await expect(services.getByRole('row', { name: /^worker/ })).toContainText('Failed');
  await expect(services.getByRole('row', { name: /^worker/ })).toContainText('ended with 137');
  await expect(services.getByRole('row', { name: /^web/ })).toContainText(/\d %.*MB/);
  const link = services.getByRole('link', { name: 'Open http://localhost:8080/' });
  await expect(link).toHaveAttribute('rel', /noopener/);
  await services.getByRole('button', { name: 'Restart web' }).click();
  await expect(services.getByRole('row', { name: /^web/ })).toContainText('Starting');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('grid', { name: 'Operations on dev' })).toContainText('Restart dev');
  await page.getByRole('tab', { name: 'Config' }).click();
  await expect(page.getByRole('region', { name: 'Effective configuration' })).toContainText('DATABASE_URL');
  await expect(page.getByRole('region', { name: 'Differences from what runs' })).toContainText(
    'image digest changed',
  );
  expect(faults.unexpected()).toEqual([]);
});

test('logs are followed, held while the reader looks back, and filtered', async ({ open: { page } }) => {
  await openDev(page);
  const logs = page.getByRole('list', { name: 'Logs of dev' });
  await expect(logs).toContainText('charge ch_81');
  await logs.hover();
  await page.mouse.wheel(0, -600);
  const follow = page.getByRole('button', { name: /^Follow logs \(\d+ new\)/ });
  await expect(follow).toBeVisible();
  const held = await logs.textContent();
  await expect(follow).toContainText(/[2-9] new/);
  expect(await logs.textContent()).toBe(held);
  await follow.click();
  await expect(follow).toHaveCount(0);

  await page.getByRole('button', { name: 'Show worker alone' }).click();
  await expect(logs).not.toContainText('POST /cart');
  await expect(logs).toContainText('payments answered 503');
  await page.getByRole('combobox', { name: 'Level' }).click();
  await page.getByRole('option', { name: 'Errors' }).click();
  await expect(logs).not.toContainText('payments answered 503');
  await page.getByRole('textbox', { name: 'Search by regular expression' }).fill('order \\d{9}');
  await expect(page.getByText('No line fits the filter')).toBeVisible();
  await page.getByRole('textbox', { name: 'Search by regular expression' }).fill('order (');
  await expect(page.getByText(/Invalid regular expression/)).toBeVisible();
});

test('a terminal works under the policy of the page', async ({ open: { page, faults } }) => {
  await openDev(page);
  await page.getByRole('button', { name: 'Open a terminal in db' }).click();
  const screen = page.locator('.xterm-rows');
  await expect(screen).toContainText('root@db:/app#');
  await page.getByRole('textbox', { name: 'Terminal in db' }).pressSequentially('psql shop');
  await expect(screen).toContainText('psql shop');
  await page.keyboard.press('Enter');
  // A colour that the shell asked for by its parts: set by a style attribute.
  const coloured = screen.locator('span', { hasText: /^db$/ });
  await expect(coloured).toHaveCSS('color', /^rgb\(/);
  await expect(coloured).toHaveAttribute('style', /color/);
  expect(faults.unexpected()).toEqual([]);
});

test('the plan is shown before it is carried out', async ({ open: { page } }) => {
  await openDev(page);
  await page.getByRole('button', { name: 'Bring up dev' }).click();
  const sheet = page.getByRole('dialog', { name: 'Bring up dev of shop' });
  await expect(sheet.getByRole('region', { name: 'Images' })).toContainText('the image is not on this host');
  await expect(sheet.getByRole('listitem').filter({ hasText: 'worker' }).last()).toContainText('Replaces');
  await expect(sheet.getByRole('region', { name: 'What stays' })).toContainText('db-data');
  await sheet.getByRole('button', { name: 'Bring up dev' }).click();
  await expect(sheet).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Bring up dev' })).toBeVisible();
  await expect(page.getByText('9 of 9 services ready')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Bring up dev', exact: true }).click();
  await expect(page.getByRole('dialog', { name: /^Nothing to do/ })).toBeVisible();
});

test('taking down says what goes and what stays', async ({ open: { page } }) => {
  await openDev(page);
  await page.getByRole('button', { name: 'More actions on dev' }).click();
  await page.getByRole('menuitem', { name: 'Take down dev' }).click();
  const sheet = page.getByRole('dialog', { name: 'Take down dev of shop' });
  await expect(sheet).toContainText('The data in db-data, cache-data, and images.');
  await sheet.getByRole('checkbox', { name: 'Remove its 2 volumes too' }).click();
  await expect(sheet).toContainText('is gone for good then');
  await expect(sheet).toContainText('volume shop-dev_db-data');
  await sheet.getByRole('button', { name: 'Take down dev and remove its data' }).click();
  await expect(page.getByText('0 of 9 services ready')).toBeVisible();
});

test('an environment on a host that is out of reach says why', async ({ open: { page } }) => {
  await page.getByRole('link', { name: 'Environments' }).click();
  await page
    .getByRole('grid', { name: 'Environments' })
    .getByText('staging', { exact: true })
    .first()
    .click();
  const inspector = page.getByRole('complementary', { name: 'Inspector: staging' });
  await expect(inspector).toContainText('There is no Docker context "shared"');
  await expect(inspector.getByRole('button', { name: 'Bring up staging' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});

test.describe('nothing runs', () => {
  test.use({ scene: 'quiet' });

  test('the card on the graph says so and brings it up', async ({ open: { page } }) => {
    const card = page.getByRole('group', { name: /^dev, dev, on host default/ });
    await expect(card).toContainText('Not running');
    await card.hover();
    await card.getByText('Bring up dev').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Bring up dev' }).click();
    await expect(card).toContainText('Ready');
    await expect(card).toContainText('9 of 9');
  });

  test('the palette knows the environment', async ({ open: { page } }) => {
    await expect(page.getByRole('button', { name: 'shop' })).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('take down');
    await expect(page.getByRole('option', { name: /Take down dev/ })).toContainText('Nothing of it is there');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('bring up');
    await expect(page.getByRole('option', { selected: true })).toContainText('Bring up dev');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Bring up dev of shop' })).toBeVisible();
  });
});
