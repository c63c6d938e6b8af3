import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { type OpenPage, test } from './fixtures.ts';
import { openIsolation, openMail } from './open-isolation.ts';

/**
 * What somebody wrote in a mail is not ours to mend. The tool comes into the frame nevertheless, where nothing
 * may run, as do Playwright's own looks into it: the browser says so.
 */
const isAccessible = async ({ page, faults }: Pick<OpenPage, 'page' | 'faults'>): Promise<void> => {
  faults.expect(/Blocked script execution in 'about:srcdoc'/);
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
};

/** How far the window's content reaches beyond it, to the right and below. */
const sticksOut = (page: Page): Promise<readonly number[]> =>
  page
    .locator('html')
    .evaluate((html) => [html.scrollWidth - html.clientWidth, html.scrollHeight - html.clientHeight]);

test('what was tried is counted, filtered and told', async ({ open }) => {
  const { page, faults } = open;
  await openIsolation(page);
  await expect(page.getByText('Guarded', { exact: true })).toBeVisible();
  const totals = page.getByRole('region', { name: 'Since the guard started' });
  await expect(totals).toContainText('48.2 kB left');
  await expect(totals).toContainText('3 mails captured');
  await expect(totals).toContainText('3 hosts blocked');
  await expect(totals).toContainText('1 host replaced');
  await expect(totals).toContainText("counted by the firewall of the guard's own network namespace");
  const grid = page.getByRole('grid', { name: 'Attempts' });
  await expect(grid.getByRole('row')).toHaveCount(9);
  await expect(grid.getByRole('row').nth(1)).toContainText(/worker.*api[.]stripe[.]com.*Blocked/);
  await page.getByRole('button', { name: 'Captured', exact: true }).click();
  await expect(grid.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await page.getByRole('textbox', { name: 'Filter attempts' }).fill('partner');
  await expect(grid.getByRole('row')).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Filter attempts' }).fill('nowhere');
  await page.getByRole('button', { name: 'Show all attempts' }).click();
  await expect(grid.getByRole('row')).toHaveCount(9);
  await isAccessible(open);
  expect(faults.unexpected()).toEqual([]);
});

test('the stubs of a recorded host and the certificate are saved as files', async ({ open }) => {
  const { page } = open;
  await openIsolation(page);
  for (const [button, name] of [
    [/^Save stubs of api[.]tax[.]example/, 'api.tax.example.yaml'],
    [/^Save the certificate of its sandboxes/, 'dev-ca.pem'],
  ] as const) {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    expect((await saved).suggestedFilename()).toBe(name);
  }
  await isAccessible(open);
});

test('a blocked host is allowed by key: the line is shown, written, and what applies it is offered', async ({
  open,
}) => {
  const { page } = open;
  await openIsolation(page);
  const grid = page.getByRole('grid', { name: 'Attempts' });
  await grid.focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press('j');
  await expect(grid.getByRole('row', { selected: true })).toContainText('events.partner.example:8443');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Allow events.partner.example:8443' });
  await expect(dialog.getByRole('figure', { name: 'backlot.yaml, line 14' })).toContainText(
    'allow: [fonts.example.com, events.partner.example:8443]',
  );
  await expect(dialog).toContainText('until then the host stays blocked');
  await isAccessible(open);
  await dialog.getByRole('button', { name: 'Allow events.partner.example:8443' }).click();
  const done = page.getByRole('dialog', { name: 'events.partner.example:8443 is in backlot.yaml' });
  await expect(done).toContainText('the next up tells it');
  await done.getByRole('button', { name: 'Bring up dev…' }).click();
  await expect(page.getByRole('dialog', { name: 'Bring up dev of shop' })).toBeVisible();
});

test('an address that is written out has no rule', async ({ open: { page } }) => {
  await openIsolation(page);
  const row = page.getByRole('row', { name: /203[.]0[.]113[.]7/ });
  await expect(row).toContainText('Blocked');
  await expect(row.getByRole('button')).toHaveCount(0);
});

test('a mail is found, opened and no longer unread', async ({ open }) => {
  const { page, faults } = open;
  await openMail(page);
  await expect(page.getByRole('link', { name: 'Mail 4 unread' })).toBeVisible();
  const inbox = page.getByRole('grid', { name: 'Mail' });
  await expect(inbox.getByRole('row')).toHaveCount(5);
  await page.getByRole('textbox', { name: 'Search mail' }).fill('lena order');
  await expect(inbox.getByRole('row')).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Search mail' }).fill('');
  await inbox.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: 'Mail 3 unread' })).toBeVisible();
  const mail = page.getByRole('region', { name: 'Mail: Your order 1042 is on its way' });
  await expect(mail).toContainText('shop@example.com');
  await expect(mail.getByRole('status')).toHaveText(
    '4 remote things were not loaded: 1 picture and 3 styles, fonts and frames.',
  );
  const shown = mail.frameLocator('iframe');
  await expect(shown.getByRole('heading', { name: 'Thank you, Lena' })).toHaveCSS('color', 'rgb(20, 83, 45)');
  await expect(shown.getByText('Follow the parcel')).toHaveCSS('background-color', 'rgb(20, 83, 45)');
  await expect(shown.getByText('Follow the parcel')).not.toHaveAttribute('href');
  await isAccessible(open);

  await mail.getByRole('tab', { name: 'Text' }).click();
  await expect(mail.getByText('Thank you, Lena.')).toBeVisible();
  await mail.getByRole('tab', { name: 'Links' }).click();
  const links = mail.getByRole('list', { name: 'Links' }).getByRole('listitem');
  await expect(links).toHaveCount(3);
  await expect(links.first()).toContainText('shop.exampleFollow the parcelhttps://shop.example/orders/1042');
  await isAccessible(open);
  await mail.getByRole('tab', { name: 'Attachments' }).click();
  await expect(mail.getByRole('list', { name: 'Attachments' })).toContainText('bill-1042.pdf');
  const saving = page.waitForEvent('download');
  await mail.getByRole('button', { name: 'Save bill-1042.pdf' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('bill-1042.pdf');
  await saved.delete();
  await isAccessible(open);
  await mail.getByRole('tab', { name: 'Source' }).click();
  await expect(mail.getByText('Message-ID:')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: 'Mail 3 unread' })).toBeVisible();
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(page.getByRole('link', { name: 'Mail', exact: true }).last()).toBeVisible();
  expect(faults.unexpected()).toEqual([]);
});

test('a mail is released to an address that backlot.yaml allows, and to no other', async ({ open }) => {
  const { page, faults } = open;
  await openMail(page);
  await page.getByRole('grid', { name: 'Mail' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: 'Release…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Release this mail' });
  await expect(dialog).toContainText('Your order 1042 is on its way');
  await expect(dialog).toContainText('It goes through smtp.example:587, from this machine');
  const to = dialog.getByRole('textbox', { name: 'Goes to' });
  await expect(to).toHaveValue('ada@example.com');
  await isAccessible(open);
  await to.fill('lena@example.com');
  await dialog.getByRole('button', { name: 'Release to lena@example.com' }).click();
  await expect(dialog).toContainText('does not let mail be released to lena@example.com');
  await to.fill('lena@team.example');
  await dialog.getByRole('button', { name: 'Release to lena@team.example' }).click();
  await expect(dialog).toHaveCount(0);
  expect(faults.unexpected()).toEqual([]);
});

test('an environment that is never isolated says so, and one out of reach why', async ({ open }) => {
  const { page } = open;
  await openIsolation(page);
  await page.getByRole('combobox', { name: 'Environment' }).click();
  await page.getByRole('option', { name: 'staging' }).click();
  await expect(
    page.getByRole('heading', { name: 'staging is not isolated, as all of kind staging' }),
  ).toBeVisible();
  await page.getByRole('combobox', { name: 'Environment' }).click();
  await page.getByRole('option', { name: 'production-copy' }).click();
  await expect(page.getByRole('alert')).toContainText('There is no Docker context "shared"');
  await isAccessible(open);
});

test('the card of an environment leads to both, and says how much mail is new', async ({ open }) => {
  const { page } = open;
  await page.getByRole('link', { name: 'Graph', exact: true }).click();
  const card = page.getByRole('group', { name: /^dev, dev/ });
  await card.getByRole('button', { name: '4, 4 mails of dev, 4 unread' }).click();
  await expect(page.getByRole('grid', { name: 'Mail' })).toBeVisible();
  await page.getByRole('link', { name: 'Graph', exact: true }).click();
  await isAccessible(open);
  await card.getByRole('button', { name: 'isolated' }).click();
  await expect(page.getByRole('grid', { name: 'Attempts' })).toBeVisible();
});

test('the palette leads to both', async ({ open: { page } }) => {
  await expect(page.getByRole('button', { name: 'shop' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('inbox');
  await expect(page.getByRole('option', { selected: true })).toContainText('Show mail');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Mail' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('blocked');
  await expect(page.getByRole('option', { selected: true })).toContainText('Show what');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Attempts' })).toBeVisible();
});

for (const [scene, words, next] of [
  ['unguarded', 'dev is not isolated', 'Copy lines'],
  ['quiet', 'dev does not run', 'Bring up dev'],
  ['mute-guard', 'does not answer: no such socket', 'Show logs of dev'],
  ['untried', 'Nothing was tried yet', 'Open dev'],
] as const) {
  test.describe(scene, () => {
    test.use({ scene });
    test('the state is said, with the next step', async ({ open }) => {
      const { page } = open;
      await openIsolation(page);
      const main = page.getByRole('main');
      await expect(main.getByText(words)).toBeVisible();
      await expect(main.getByRole('button', { name: next })).toBeVisible();
      await isAccessible(open);
      if (scene === 'untried') {
        await page.getByRole('link', { name: 'Mail', exact: true }).click();
        await expect(main.getByText('No mail has been sent yet')).toBeVisible();
      }
    });
  });
}

test.describe('three thousand attempts and two thousand mails', () => {
  test.use({ scene: 'busy' });

  test('only what is in view is drawn, and it goes on counting', async ({ open: { page } }) => {
    await openIsolation(page);
    const grid = page.getByRole('grid', { name: 'Attempts' });
    await expect(grid).toHaveAttribute('aria-rowcount', '3001');
    expect(await grid.getByRole('row').count()).toBeLessThan(60);
    const first = grid.getByRole('row').nth(1);
    const before = await first.textContent();
    await expect(first).not.toHaveText(before ?? '');
    await grid.focus();
    await page.keyboard.press('End');
    await expect(grid.getByRole('row', { selected: true })).toContainText('host-2999');
    await expect(page.getByText('120 more attempts found no room')).toBeVisible();
    await page.getByRole('link', { name: /^Mail/ }).click();
    const inbox = page.getByRole('grid', { name: 'Mail' });
    await expect(inbox).toHaveAttribute('aria-rowcount', '2005');
    expect(await inbox.getByRole('row').count()).toBeLessThan(60);
  });
});

for (const viewport of [
  { width: 960, height: 600 },
  { width: 720, height: 450 },
  { width: 480, height: 300 },
]) {
  test.describe(`${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport });
    test('nothing sticks out of the window', async ({ open }) => {
      const { page } = open;
      await openIsolation(page);
      await expect(page.getByRole('grid', { name: 'Attempts' })).toBeVisible();
      expect(await sticksOut(page), 'egress').toEqual([0, 0]);
      await page.getByRole('link', { name: /^Mail/ }).click();
      await page.getByRole('row', { name: /Your order 1042/ }).click();
      await expect(page.locator('iframe').contentFrame().getByRole('heading')).toBeVisible();
      expect(await sticksOut(page), 'mail').toEqual([0, 0]);
      await isAccessible(open);
    });
  });
}
