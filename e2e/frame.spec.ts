import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { backgroundOf, focusedName, longestMotion } from './look-at-page.ts';

test('the theme is chosen, and holds over a reload from the first frame on', async ({
  app: { page },
  shell,
}) => {
  await shell.goTo('Settings');
  await page.getByRole('combobox', { name: 'Theme' }).click();
  await page.getByRole('option', { name: 'Dark' }).click();
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-theme', 'dark');
  const dark = await backgroundOf(page);
  await page.reload();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await shell.runCommand('use light');
  await expect(html).toHaveAttribute('data-theme', 'light');
  expect(await backgroundOf(page)).not.toBe(dark);
});

test.describe('with a project', () => {
  test.use({ opens: 'shop' });

  test('projects opened lately are offered, opened again, and forgotten', async ({
    app: { page },
    shell,
    user,
    run,
  }) => {
    const other = await user.makeProject('billing');
    await expect(shell.project('shop')).toBeVisible();
    // The sample calls itself shop wherever it is: the path tells the two apart.
    await shell.runCommand('close project');
    const recent = page.getByRole('region', { name: 'Recent projects' });
    await expect(recent.getByRole('listitem')).toHaveCount(1);
    await recent.getByRole('button', { name: /^shop/ }).click();
    await expect(shell.project('shop')).toBeVisible();
    await page.reload();
    await expect(shell.project('shop')).toBeVisible();
    const list = run(['projects', 'list', '--json']);
    expect(await list.ended).toBe(0);
    expect(list.documents()[0]).toMatchObject([{ name: 'shop', exists: true }]);
    expect(await run(['-C', other, 'graph']).ended).toBe(0);
    await shell.runCommand('close project');
    await recent.getByRole('button', { name: 'Forget shop' }).click();
    await expect(recent).toHaveCount(0);
  });

  test('everything by keyboard: palette, screens, graph, table, drawer, and back', async ({
    app: { page },
    shell,
  }) => {
    await expect(shell.card('dev')).toBeVisible();
    const { keyboard } = page;
    await keyboard.press('Control+k');
    await expect(shell.palette.getByRole('combobox')).toBeFocused();
    await keyboard.type('gset');
    await expect(shell.palette.getByRole('option', { selected: true })).toContainText('Go to Settings');
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
    await keyboard.press('Control+1');
    await expect(shell.card('dev')).toBeVisible();

    // From the top of the page everything is a Tab away, in the order it is read, and shows its focus.
    const reached: string[] = [];
    for (let press = 0; press < 40; press += 1) {
      await keyboard.press('Tab');
      const name = await focusedName(page);
      if (name === undefined) break;
      reached.push(name);
    }
    expect(reached.filter((name) => name.startsWith('UNSEEN'))).toEqual([]);
    const inOrder = ['shop', 'Search or run', 'Graph', 'Settings', 'dev, dev', 'Open operations'];
    const places = inOrder.map((name) => reached.findIndex((one) => one.startsWith(name)));
    expect(places, reached.join(' | ')).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);

    await shell.card('qa').focus();
    await keyboard.press('Enter');
    await expect(shell.inspector).toBeVisible();
    await keyboard.press('Control+i');
    await expect(shell.inspector).toHaveCount(0);
    await page.getByRole('button', { name: 'Table' }).focus();
    await keyboard.press('Enter');
    await page.getByRole('grid', { name: 'Environments' }).focus();
    await keyboard.press('End');
    await expect(page.getByRole('complementary', { name: 'Inspector: production-copy' })).toBeVisible();
    await keyboard.press('Control+k');
    await keyboard.type('rehearse');
    await keyboard.press('Enter');
    await expect(shell.operation('Rehearse with 8 steps')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel operation' }).focus();
    await keyboard.press('Enter');
    await expect(shell.operation('Rehearse with 8 steps')).toContainText('Cancelled');
    await keyboard.press('Control+j');
    await expect(shell.operation('Rehearse with 8 steps')).toHaveCount(0);
  });

  for (const [name, use] of [
    ['the smallest window', { viewport: { width: 960, height: 600 } }],
    ['an ordinary window at 200 % zoom', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }],
    ['the smallest window at 200 % zoom', { viewport: { width: 480, height: 300 }, deviceScaleFactor: 2 }],
  ] as const) {
    test.describe(name, () => {
      test.use(use);
      test('nothing is lost', async ({ app: { page, door }, shell }) => {
        test.skip(door === 'electron', 'The window of the desktop has a size of its own.');
        await expect(shell.project('shop')).toBeVisible();
        for (const screen of ['Graph', 'Environments', 'Activity', 'Settings'] as const) {
          await shell.goTo(screen);
          const out = await page
            .locator('html')
            .evaluate((html) => [html.scrollWidth - html.clientWidth, html.scrollHeight - html.clientHeight]);
          expect(out, screen).toEqual([0, 0]);
        }
        await shell.goTo('Graph');
        for (const environment of ['dev', 'production-copy'])
          await expect(shell.card(environment)).toBeVisible();
        await page.getByRole('button', { name: 'Table' }).click();
        await page
          .getByRole('grid', { name: 'Environments' })
          .getByText('staging', { exact: true })
          .first()
          .click();
        await expect(shell.inspector.getByRole('button', { name: 'Close inspector' })).toBeInViewport({
          ratio: 1,
        });
        await shell.inspector.getByRole('button', { name: 'Close inspector' }).click();
        await shell.runCommand('rehearse');
        await expect(page.getByRole('button', { name: 'Cancel operation' })).toBeVisible();
        await page.getByRole('button', { name: 'Cancel operation' }).click();
        await expect(shell.operation('Rehearse with 8 steps')).toContainText('Cancelled');
      });
    });
  }
});

for (const reducedMotion of ['reduce', 'no-preference'] as const) {
  test.describe(`motion: ${reducedMotion}`, () => {
    test.use({ contextOptions: { reducedMotion } });
    test('nothing moves under reduced motion, and what moves does so briefly', async ({
      app: { page, door },
      shell,
    }) => {
      test.skip(door === 'electron', 'Motion is a setting of the system there.');
      await expect(shell.main).not.toBeEmpty();
      await page.keyboard.press('Control+k');
      await expect(shell.palette).toBeVisible();
      const longest = await longestMotion(page);
      if (reducedMotion === 'reduce') expect(longest).toBeLessThanOrEqual(0.001);
      else expect(longest).toBeLessThanOrEqual(0.2);
    });
  });
}
