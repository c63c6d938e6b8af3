import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';
import { openData, openPart } from './open-data.ts';

async function breaches(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

test.describe('with datasets and a history', () => {
  test.use({ scene: 'data' });

  test('a dataset is switched to with one click, and undone with one key', async ({ open: { page } }) => {
    await openData(page);
    const held = page.getByRole('region', { name: 'What dev holds' });
    await expect(held).toContainText('dev holds demo');
    await expect(
      page.getByText('A switch replaces the data of db and cache; a checkpoint is kept first.'),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Switch to staging' }).click();
    await expect(page.getByRole('button', { name: 'Switch to empty' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    const running = page.getByRole('region', { name: 'Switch dev to staging' });
    await expect(running.getByRole('list', { name: 'Steps of Switch dev to staging' })).toContainText('swap');
    await expect(held).toContainText('dev holds staging');
    await expect(running).toHaveCount(0);
    await expect(held.getByRole('button', { name: /^Undo/ })).toContainText('switched to staging');

    await page.keyboard.press('Control+z');
    await expect(held).toContainText('dev holds demo');
    const history = page.getByRole('region', { name: 'History' });
    await expect(history.getByRole('listitem').first()).toContainText('Undo');
    await expect(history.getByRole('listitem').first()).toContainText('This is what is there now');
    await page.keyboard.press('Control+Shift+Z');
    await expect(held).toContainText('dev holds staging');
  });

  test('the toast at the end of a switch takes it back', async ({ open: { page } }) => {
    await openData(page);
    await page.getByRole('button', { name: 'Switch to vouchers' }).click();
    const toast = page.getByRole('dialog').filter({ hasText: 'Switch dev to vouchers: done' });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('region', { name: 'History' })).toContainText('Undo');
    await expect(page.getByRole('region', { name: 'What dev holds' })).toContainText('dev holds demo');
  });

  test('typing in a field undoes text, not data', async ({ open: { page } }) => {
    await openData(page);
    await page.getByRole('button', { name: 'Save a checkpoint…' }).click();
    await page.getByRole('textbox', { name: 'Name of the checkpoint' }).fill('before-migration');
    await page.keyboard.press('Control+z');
    await page.getByRole('textbox', { name: 'Name of the checkpoint' }).fill('before-migration');
    await page.keyboard.press('Enter');
    const history = page.getByRole('region', { name: 'History' });
    await expect(history.getByRole('listitem').first()).toContainText('before-migration');
    await expect(history.getByRole('button', { name: 'Restore before-migration' })).toBeVisible();
    await expect(history).not.toContainText('Undo');
  });

  test('any state is restored; a checkpoint is removed after saying what stays', async ({
    open: { page },
  }) => {
    await openData(page);
    const history = page.getByRole('region', { name: 'History' });
    await history.getByRole('button', { name: 'Restore before-import' }).click();
    await expect(history.getByRole('listitem').first()).toContainText('Restored checkpoint before-import');
    await history.getByRole('button', { name: 'Remove checkpoint before-import…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove the checkpoint before-import' });
    await expect(dialog).toContainText('other checkpoints and datasets stay as they are');
    await dialog.getByRole('button', { name: 'Remove before-import' }).click();
    await expect(history.getByRole('button', { name: 'Restore before-import' })).toHaveCount(0);
  });

  test('a dataset is baked, saved and removed with a word on what is kept', async ({ open: { page } }) => {
    await openData(page);
    const datasets = page.getByRole('region', { name: 'Datasets' });
    await page.getByRole('button', { name: 'More on load-test' }).click();
    await page.getByRole('menuitem', { name: 'Bake load-test' }).click();
    const baking = page.getByRole('region', { name: 'Bake load-test' });
    await expect(baking).toContainText(/MB\/s/);
    await baking.getByRole('button', { name: 'Cancel' }).click();
    await expect(baking).toHaveCount(0);

    await page.getByRole('button', { name: 'More on qa' }).click();
    await expect(page.getByRole('menuitem')).toHaveText(['Pull and bake qa', /^Remove qa…/]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Pull and switch to qa' }).click();
    await expect(page.getByRole('region', { name: 'What dev holds' })).toContainText('dev holds qa');
    await page.getByRole('button', { name: 'More on qa' }).click();
    await expect(page.getByRole('menuitem')).toHaveText(['Bake qa again', 'Pull and bake qa', 'Remove qa…']);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Save as dataset…' }).click();
    await page.getByRole('textbox', { name: 'Name of the dataset' }).fill('Two Words');
    await page.getByRole('button', { name: 'Save dataset' }).click();
    await expect(page.getByRole('dialog', { name: /^Save what dev holds/ })).toContainText(
      'beginning with a letter or a digit',
    );
    await page.getByRole('textbox', { name: 'Name of the dataset' }).fill('two-words');
    await page.keyboard.press('Enter');
    await expect(datasets.getByRole('listitem', { name: 'two-words' })).toContainText('saved from dev');

    await page.getByRole('button', { name: 'More on staging' }).click();
    await page.getByRole('menuitem', { name: 'Remove staging…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove the dataset staging' });
    await expect(dialog).toContainText('qa keeps its own clone, with undo. Its snapshots stay');
    await dialog.getByRole('button', { name: 'Remove staging' }).click();
    await expect(datasets.getByRole('listitem', { name: 'staging' })).toContainText('Not baked');
  });

  test('a switch that fails says why and can be put away', async ({ open: { page } }) => {
    await openData(page);
    await page.getByRole('button', { name: 'Switch to legacy' }).click();
    const failed = page.getByRole('region', { name: 'Switch dev to legacy' });
    await expect(failed.getByRole('alert')).toContainText('needs PostgreSQL 16');
    await failed.getByRole('button', { name: 'Dismiss Switch dev to legacy' }).click();
    await expect(failed).toHaveCount(0);
  });

  test('the disk is told as it is: own, shared, budget, free, and why', async ({ open: { page } }) => {
    await openData(page);
    const disk = page.getByRole('region', { name: 'Disk of host default' });
    await expect(disk).toContainText(/19.2\sGB really taken/);
    await expect(disk).toContainText(/58.3\sGB shared between clones/);
    await expect(disk).toContainText(/48 % of the budget of 40\sGB/);
    await expect(disk).toContainText(/212\sGB free on default/);
    await expect(disk).toContainText('an XFS pool of 20 GB stands in for it');
  });

  test('data is reached from the graph, the environment and the palette', async ({ open: { page } }) => {
    await page.getByRole('button', { name: 'Data of dev' }).click();
    await expect(page.getByRole('region', { name: 'What dev holds' })).toBeVisible();
    await page.getByRole('link', { name: 'Environments' }).click();
    await page.getByRole('grid', { name: 'Environments' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Data', exact: true }).click();
    await expect(page.getByRole('region', { name: 'What dev holds' })).toBeVisible();

    await page.getByRole('link', { name: 'Graph' }).click();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('undo the last');
    await expect(page.getByRole('option', { selected: true })).toContainText('switched to demo');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('switch dev to emp');
    await expect(page.getByRole('option', { selected: true })).toContainText('Switch dev to empty');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'What dev holds' })).toContainText('dev holds empty');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('save a check');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Save a checkpoint of dev' })).toBeVisible();
  });

  test('an environment out of reach says why', async ({ open: { page } }) => {
    await openData(page);
    await page.getByRole('combobox', { name: 'Environment' }).click();
    await page.getByRole('option', { name: 'qa' }).click();
    await expect(page.getByRole('alert')).toContainText('There is no Docker context "shared"');
    await expect(page.getByRole('button', { name: 'Save as dataset…' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });

  test('a snapshot is pulled with its progress per table, and has a receipt', async ({ open: { page } }) => {
    await openPart(page, 'Snapshots');
    const panel = page.getByRole('region', { name: 'Snapshot of staging' });
    await expect(panel).toContainText('Nothing personal was found');
    await expect(panel.getByRole('region', { name: 'Expected' })).toContainText('208 card numbers');
    await page
      .getByRole('navigation', { name: 'Snapshots' })
      .getByRole('button', { name: /Findings/ })
      .click();
    await expect(panel.getByRole('region', { name: 'Not expected' })).toContainText('17 phone numbers');
    await panel.getByRole('tab', { name: /Columns/ }).click();
    await expect(panel.getByRole('row', { name: /full_name/ })).toContainText('171,022 → 98,410');
    await panel.getByRole('tab', { name: /Tables/ }).click();
    await expect(panel.getByRole('row', { name: /audit.events/ })).toContainText('12,400,881');

    await page.getByRole('button', { name: 'Pull snapshot…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pull a masked snapshot for staging' });
    await dialog.getByRole('button', { name: 'Another address' }).click();
    await dialog.getByRole('textbox', { name: 'Address of the database' }).fill('mysql://x');
    await expect(dialog).toContainText('It begins with postgresql://.');
    await dialog
      .getByRole('textbox', { name: 'Address of the database' })
      .fill('postgresql://r@db.test/shop');
    await expect(dialog).toContainText('A server that is given by its address is read from here');
    await dialog.getByRole('button', { name: 'staging', exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Share in per cent' }).fill('5');
    const where = dialog.getByRole('group', { name: 'Where rows are masked' });
    await expect(dialog).toContainText('Beside the source when that is on another machine, else here.');
    await where.getByRole('button', { name: 'Beside the source' }).click();
    await expect(dialog).toContainText('choose Here, or empty the share');
    await expect(dialog.getByRole('button', { name: 'Pull snapshot' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await where.getByRole('button', { name: 'Here' }).click();
    await expect(dialog).toContainText('Raw rows come to this machine, in memory alone');
    await dialog.getByRole('button', { name: 'Pull snapshot' }).click();
    const pulling = page.getByRole('region', { name: 'Pull snapshot for staging' });
    await expect(pulling).toContainText('masked here');
    await expect(pulling).toContainText(/public.customers.*MB/);
    await expect(pulling).toContainText(/MB\/s/);
    await expect(pulling).toContainText(/\d:\d\d left/);
    await pulling.getByRole('button', { name: 'Cancel' }).click();
    await expect(pulling).toHaveCount(0);
  });

  test('a receipt is exported, a snapshot verified and removed', async ({ open: { page, faults } }) => {
    await openPart(page, 'Snapshots');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export receipt' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe('receipt-staging-7c90b1e.md');
    expect(await readFile(await file.path(), 'utf8')).toContain('# Receipt of snapshot 7c90b1e');
    await page.getByRole('button', { name: 'Verify' }).click();
    await expect(page.getByRole('dialog').filter({ hasText: 'Verify snapshot 7c90b1e: done' })).toBeVisible();
    await page.getByRole('button', { name: 'Remove…' }).click();
    await page.getByRole('button', { name: 'Remove snapshot' }).click();
    await expect(page.getByRole('navigation', { name: 'Snapshots' }).getByRole('listitem')).toHaveCount(1);
    expect(faults.unexpected()).toEqual([]);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`no breach of accessibility in ${colorScheme}`, async ({ open: { page } }) => {
      test.slow();
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await openData(page);
      expect(await breaches(page), 'data').toEqual([]);
      await page.getByRole('button', { name: 'Switch to legacy' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      expect(await breaches(page), 'failed').toEqual([]);
      await page.getByRole('button', { name: 'Save as dataset…' }).click();
      await expect(page.getByRole('dialog', { name: /^Save what dev holds/ })).toBeVisible();
      expect(await breaches(page), 'dialog').toEqual([]);
      await page.keyboard.press('Escape');
      await openPart(page, 'Masking');
      await page.getByRole('button', { name: 'Scan for proposals' }).click();
      await page.getByRole('row', { name: /phone.*Open/ }).click();
      await expect(page.getByRole('table', { name: /made-up values/ })).toBeVisible();
      expect(await breaches(page), 'masking').toEqual([]);
      await page.getByRole('combobox', { name: 'Rule of phone' }).fill('em');
      await expect(page.getByRole('listbox', { name: 'Ways to go on' })).toBeVisible();
      expect(await breaches(page), 'completion').toEqual([]);
      await openPart(page, 'Snapshots');
      await expect(page.getByRole('region', { name: 'Expected' })).toBeVisible();
      expect(await breaches(page), 'snapshots').toEqual([]);
      await page.getByRole('tab', { name: /Columns/ }).click();
      expect(await breaches(page), 'receipt columns').toEqual([]);
      await page.getByRole('button', { name: 'Pull snapshot…' }).click();
      await expect(page.getByRole('dialog', { name: /^Pull a masked snapshot/ })).toBeVisible();
      expect(await breaches(page), 'pull').toEqual([]);
    });
  }
});

test.describe('a stack that keeps nothing', () => {
  test.use({ scene: 'stateless' });

  test('says so, and what would make a difference', async ({ open: { page } }) => {
    await openData(page);
    await expect(page.getByText('No service of dev keeps data')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Open dev' })).toBeVisible();
  });
});

test.describe('an engine that does not answer', () => {
  test.use({ scene: 'no-engine' });

  test('is said, with the way to what is wrong', async ({ open: { page } }) => {
    await openData(page);
    await expect(page.getByRole('alert')).toContainText('did not answer at unix:///var/run/docker.sock');
    await page.getByRole('alert').getByRole('button', { name: 'Check this machine' }).click();
    await expect(page.getByRole('dialog', { name: 'This machine' })).toBeVisible();
  });
});

test.describe('data that was never switched', () => {
  test.use({ scene: 'unswitched' });

  test('the dataset that backlot.yaml names is one button away', async ({ open: { page } }) => {
    await openData(page);
    const held = page.getByRole('region', { name: 'What dev holds' });
    await expect(held).toContainText('dev holds data of its own making');
    await expect(held).toContainText('backlot.yaml names demo for it');
    expect(await breaches(page)).toEqual([]);
    await held.getByRole('button', { name: 'Switch to demo' }).click();
    await expect(held).toContainText('dev holds demo');
    await expect(held).not.toContainText('backlot.yaml names');
  });
});

test.describe('data to which nothing has happened', () => {
  test.use({ scene: 'quiet' });

  test('the screens say what will be there', async ({ open: { page } }) => {
    await openData(page);
    await expect(page.getByText('dev holds data of its own making')).toBeVisible();
    await expect(page.getByText('backlot.yaml declares no dataset yet.')).toBeVisible();
    await expect(page.getByText('Nothing has changed the data of dev so far.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Undo/ })).toHaveAttribute('aria-disabled', 'true');
    await openPart(page, 'Masking');
    await page.getByRole('button', { name: 'Choose a database…' }).click();
    await page.getByRole('menuitem', { name: 'qa' }).click();
    await expect(page.getByRole('grid', { name: 'Columns' })).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Database' })).toContainText('qa');
    await openPart(page, 'Snapshots');
    await expect(page.getByText('No snapshot has been pulled yet')).toBeVisible();
    await page.getByRole('button', { name: 'Pull snapshot…' }).click();
    await expect(page.getByRole('dialog')).toContainText('declares no dataset that is a snapshot');
  });
});

for (const viewport of [
  { width: 900, height: 600 },
  // The smallest window at 200 % zoom.
  { width: 480, height: 300 },
]) {
  test.describe(`${viewport.width} × ${viewport.height}`, () => {
    test.use({ scene: 'data', viewport });

    test('nothing of the data screens sticks out of the window', async ({ open: { page } }) => {
      await openData(page);
      await expect(page.getByRole('region', { name: 'What dev holds' })).toBeVisible();
      for (const part of ['Datasets', 'Masking', 'Snapshots']) {
        await page.getByRole('navigation', { name: 'Data' }).getByRole('link', { name: part }).click();
        const out = await page
          .locator('html')
          .evaluate((html) => [html.scrollWidth - html.clientWidth, html.scrollHeight - html.clientHeight]);
        expect(out, part).toEqual([0, 0]);
      }
    });
  });
}
