import { expect, type WebSocketRoute } from '@playwright/test';
import { test } from './fixtures.ts';

test('the page keeps to its policy and asks nothing of anyone else', async ({ open: { page, faults } }) => {
  await expect(page.getByRole('button', { name: 'shop' })).toBeVisible();
  for (const screen of ['Environments', 'Data', 'Isolation', 'Branches', 'Activity', 'Settings', 'Graph']) {
    await page.getByRole('link', { name: screen, exact: true }).click();
    await expect(page.getByRole('link', { name: screen, exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    );
  }
  await page.getByRole('button', { name: /Docker/ }).click();
  await expect(page.getByRole('dialog', { name: 'This machine' })).toBeVisible();
  expect(faults.unexpected()).toEqual([]);
});

test('every screen is a key away', async ({ open: { page } }) => {
  await expect(page.getByRole('button', { name: 'shop' })).toBeVisible();
  for (const [key, screen] of [
    ['2', 'Environments'],
    ['6', 'Activity'],
    ['7', 'Settings'],
    ['1', 'Graph'],
  ] as const) {
    await page.keyboard.press(`Control+${key}`);
    await expect(page.getByRole('link', { name: screen, exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    );
  }
});

test('the palette finds by letters, runs by Enter, and remembers', async ({ open: { page } }) => {
  await expect(page.getByRole('button', { name: 'shop' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('gset');
  await expect(page.getByRole('option', { selected: true })).toContainText('Go to Settings');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first()).toContainText('Go to Settings');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a command that cannot run says why', async ({ open: { page } }) => {
  await expect(page.getByRole('button', { name: 'shop' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('set up');
  const option = page.getByRole('option', { name: /Set up environments/ });
  await expect(option).toContainText('This project already has a backlot.yaml');
  await expect(option).toHaveAttribute('aria-disabled', 'true');
});

test('a chosen theme holds at once and after a reload', async ({ open: { page } }) => {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('combobox', { name: 'Theme' }).click();
  await page.getByRole('option', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('arrow keys choose an environment and the inspector follows', async ({ open: { page } }) => {
  await page.getByRole('link', { name: 'Environments' }).click();
  await page.getByRole('grid', { name: 'Environments' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('complementary', { name: 'Inspector: test.*' })).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByRole('complementary', { name: 'Inspector: production-copy' })).toBeVisible();
  await page.keyboard.press('Control+i');
  await expect(page.getByRole('complementary')).toHaveCount(0);
});

test('a core that is gone is said, and what is known stays on the screen', async ({
  open: { page, stop, faults },
}) => {
  faults.expect(/ERR_CONNECTION_REFUSED|WebSocket connection to/);
  await page.getByRole('link', { name: 'Environments' }).click();
  await stop();
  await expect(page.getByText("The connection to Backlot's core is lost.")).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Environments' }).getByRole('row')).toHaveCount(8);
});

test('a broken line is mended without a word, and the streams go on', async ({ open: { page } }) => {
  const lines: WebSocketRoute[] = [];
  await page.routeWebSocket(/[/]rpc$/, (line) => {
    line.connectToServer();
    lines.push(line);
  });
  await page.reload();
  const drawer = page.getByRole('region', { name: 'Operations' });
  await expect(drawer).toContainText('Clone staging locally');
  await lines[0]?.close();
  await expect.poll(() => lines.length).toBe(2);
  const before = await drawer.textContent();
  await expect(drawer).not.toHaveText(before ?? '');
});

test('a part of the page whose load was broken off is loaded again', async ({ open: { page, faults } }) => {
  faults.expect(/ERR_FAILED/);
  let broken = 0;
  await page.route(/graph-screen.*[.]js$/, async (route) => {
    broken += 1;
    if (broken <= 2) await route.abort('failed');
    else await route.continue();
  });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Zoom in' })).toBeVisible();
  expect(broken).toBe(3);
});

test('style sheets whose load was broken off are loaded again', async ({ open: { page, faults } }) => {
  faults.expect(/ERR_FAILED/);
  const asked = new Map<string, number>();
  await page.route(/[.]css$/, async (route) => {
    const { pathname } = new URL(route.request().url());
    const times = (asked.get(pathname) ?? 0) + 1;
    asked.set(pathname, times);
    if (times <= 2) await route.abort('failed');
    else await route.continue();
  });
  await page.reload();
  const graph = page.getByRole('button', { name: 'Zoom in' });
  await expect(graph).toBeVisible();
  // Sizes come from the page's own sheets, places from that of the graph's chunk.
  await expect(page.getByRole('button', { name: 'shop' })).toHaveCSS('height', '28px');
  await expect(page.locator('.react-flow__renderer')).toHaveCSS('position', 'absolute');
  expect(Math.min(...asked.values())).toBe(3);
});

test.describe('a core that could not start', () => {
  test.use({ scene: 'no-start' });

  test('is said with its reason and the next step', async ({ open: { page } }) => {
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('written by a newer Backlot');
    await expect(alert).toContainText('Update Backlot');
    await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});

for (const viewport of [
  { width: 960, height: 600 },
  // The smallest window at 200 % zoom, and an ordinary one.
  { width: 480, height: 300 },
  { width: 720, height: 450 },
]) {
  test.describe(`${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport });
    test('nothing sticks out of the window', async ({ open: { page } }) => {
      await expect(page.getByRole('button', { name: 'shop' })).toBeVisible();
      for (const screen of ['Graph', 'Environments', 'Data', 'Activity', 'Settings']) {
        await page.getByRole('link', { name: screen, exact: true }).click();
        await expect(page.getByRole('link', { name: screen, exact: true })).toHaveAttribute(
          'aria-current',
          'page',
        );
        const out = await page
          .locator('html')
          .evaluate((html) => [html.scrollWidth - html.clientWidth, html.scrollHeight - html.clientHeight]);
        expect(out, screen).toEqual([0, 0]);
      }
      for (const name of [/Docker/, 'Search or run', 'Open operations', 'shop']) {
        await expect(page.getByRole('button', { name }), String(name)).toBeInViewport({ ratio: 1 });
      }
    });
  });
}
