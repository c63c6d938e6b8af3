import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';

/**
 * Breaches of WCAG 2.2 A and AA that can be found by a program, each with where it is. A card of the graph
 * is a whole table row in one: its name says all of it in words, beginning with what is its label to the
 * eye; the rule that wants the two to be alike is made for buttons of a word or two.
 */
async function breaches(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ html }) => id !== 'label-content-name-mismatch' || !html.includes('react-flow__node'))
      .map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('the first screen and its dialogs', async ({ app: { page, door } }) => {
      test.skip(door === 'electron', 'The page is the same in both windows.');
      const again = page.getByRole('button', { name: 'Check again' });
      await expect(again).toBeEnabled({ timeout: 20_000 });
      expect(await breaches(page)).toEqual([]);
      await page.getByRole('button', { name: 'Open folder…' }).click();
      await expect(page.getByRole('dialog', { name: 'Open folder' })).toBeVisible();
      expect(await breaches(page)).toEqual([]);
    });

    test.describe('with a project', () => {
      test.use({ opens: 'shop' });

      test('every screen, the inspector, the palette, the drawer', async ({
        app: { page, door },
        shell,
        run,
      }) => {
        test.skip(door === 'electron', 'The page is the same in both windows.');
        test.slow();
        await shell.card('staging').click();
        await expect(shell.inspector).toBeVisible();
        expect(await breaches(page), 'graph').toEqual([]);
        await page.getByRole('button', { name: 'Table' }).click();
        expect(await breaches(page), 'table').toEqual([]);
        for (const screen of ['Environments', 'Data', 'Isolation', 'Branches', 'Settings'] as const) {
          await shell.goTo(screen);
          expect(await breaches(page), screen).toEqual([]);
        }
        await page.keyboard.press('Control+k');
        await expect(shell.palette).toBeVisible();
        expect(await breaches(page), 'palette').toEqual([]);
        await page.keyboard.press('Escape');
        await run(['rehearse', '--steps', '3', '--step-ms', '60000', '--detach']).ended;
        await shell.drawer.getByRole('button', { name: 'Open operations' }).click();
        await expect(shell.operation('Rehearse with 3 steps')).toContainText('0 of 3 steps');
        expect(await breaches(page), 'running').toEqual([]);
        await page.getByRole('button', { name: 'Cancel operation' }).click();
        await expect(shell.operation('Rehearse with 3 steps')).toContainText('Cancelled');
        await shell.goTo('Activity');
        expect(await breaches(page), 'activity').toEqual([]);
      });

      test('errors', async ({ app: { page, door }, shell, project }) => {
        test.skip(door === 'electron', 'The page is the same in both windows.');
        await expect(shell.card('staging')).toBeVisible();
        await writeFile(
          join(project ?? '', 'backlot.yaml'),
          'name: shop\nenvironments: { dev: { kind: dove } }\n',
        );
        await page.getByRole('button', { name: 'Show the error' }).click();
        expect(await breaches(page)).toEqual([]);
      });
    });
  });
}
