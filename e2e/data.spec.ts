import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test as base } from './fixtures.ts';
import { ownPool } from './own-pool.ts';
import type { RunningCommand } from './run-backlot.ts';
import { ownSample } from './sample-stack.ts';

const name = `e2e${randomBytes(4).toString('hex')}`;

/** The user's core keeps its data in a pool of the test's own. */
const test = base.extend({
  user: async ({ user }, use) => {
    const pool = await ownPool();
    await use({ ...user, env: { ...user.env, BACKLOT_POOL: pool.prefix } });
    await pool.remove();
  },
});

test.use({ opens: 'shop' });
// Built from nothing the images take some minutes.
test.setTimeout(1_200_000);
test.skip(process.env.BACKLOT_NO_ENGINE !== undefined, process.env.BACKLOT_NO_ENGINE ?? '');
test.skip(!process.env.BACKLOT_SLOW_TESTS, 'it takes minutes: BACKLOT_SLOW_TESTS=1 runs it');

test.beforeEach(({ project }) => ownSample(project ?? '', name));
test.afterEach(async ({ run, project }) => {
  for (const environment of ['dev', 'staging'])
    await run(['down', environment, '--volumes', '--yes'], project).ended;
});

type Run = (args: readonly string[], cwd?: string) => RunningCommand;

/** Asks the database of an environment. */
async function sql(run: Run, project: string, environment: string, text: string): Promise<string> {
  const asked = run(
    ['exec', environment, 'db', '--', 'psql', '-U', 'shop', '-d', 'shop', '-XAtc', text],
    project,
  );
  expect(await asked.ended, asked.out() + asked.err()).toBe(0);
  return asked.out().trim();
}

/** Asks the cache of an environment. */
async function redis(run: Run, project: string, environment: string, ...words: readonly string[]) {
  const asked = run(['exec', environment, 'cache', '--', 'redis-cli', ...words], project);
  expect(await asked.ended, asked.out() + asked.err()).toBe(0);
  return asked.out().trim();
}

async function openPart(page: Page, part: 'Datasets' | 'Masking' | 'Snapshots'): Promise<void> {
  await page.getByRole('navigation', { name: 'Data' }).getByRole('link', { name: part }).click();
}

// For what hangs: on a busy machine each command in a container takes its time.
const patient = { timeout: 180_000 };

test('scan, rule, pull, receipt, bake, switch, break, undo', async ({
  app: { page, faults },
  shell,
  run,
  project: folder,
}) => {
  const project = folder ?? '';
  const [staging, dev] = [
    run(['up', 'staging', 'migrate', '--yes'], project),
    run(['up', 'dev', 'api', '--yes'], project),
  ];
  expect([await staging.ended, staging.err()]).toEqual([0, '']);
  expect([await dev.ended, dev.err()]).toEqual([0, '']);
  const shot = (of: string) => page.screenshot({ path: test.info().outputPath(`${of}.png`) });

  await test.step('rules are held against the database, and one is edited', async () => {
    await shell.goTo('Data');
    await openPart(page, 'Masking');
    await page.getByRole('button', { name: 'Scan for proposals' }).click(patient);
    await expect(page.getByRole('button', { name: 'Scan again' })).toBeEnabled(patient);
    await shot('1 scanned');
    await page.getByRole('textbox', { name: 'Filter columns' }).fill('body');
    await page.getByRole('row', { name: /notes\.body/ }).click();
    const field = page.getByRole('combobox', { name: 'Rule of body' });
    await field.fill('{ mask: redact }');
    await expect(page.getByRole('table', { name: /made-up values/ })).toBeVisible();
    await shot('2 rule');
    await page.getByRole('button', { name: 'Save rule' }).click();
    await expect(page.getByRole('row', { name: /notes\.body/ })).toContainText('{ mask: redact }', patient);
    expect(await readFile(join(project, 'db/masking.yaml'), 'utf8')).toContain('body: { mask: redact }');
  });

  const pulling = page.getByRole('region', { name: 'Pull a masked snapshot for staging' });
  const pull = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Pull snapshot…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pull a masked snapshot for staging' });
    await dialog.getByRole('button', { name: 'Pull snapshot' }).click();
  };

  await test.step('a pull that waits for a lock is cancelled and leaves nothing', async () => {
    await openPart(page, 'Snapshots');
    await expect(page.getByText('No snapshot has been pulled yet')).toBeVisible();
    const holder = run(
      ['exec', 'staging', 'db', '--', 'psql', '-U', 'shop', '-d', 'shop', '-Xqtc'].concat(
        'BEGIN; LOCK TABLE customers; SELECT pg_sleep(600)',
      ),
      project,
    );
    const held = `SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted AND relation = 'customers'::regclass`;
    await expect.poll(() => sql(run, project, 'staging', held), patient).toBe('1');
    await pull();
    await pulling.getByRole('button', { name: 'Cancel' }).click(patient);
    await expect(pulling).toHaveCount(0, patient);
    await shot('3 cancelled');
    const end = `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation = 'customers'::regclass`;
    await sql(run, project, 'staging', end);
    await holder.ended;
    await expect(page.getByText('No snapshot has been pulled yet')).toBeVisible();
  });

  await test.step('a pull gives a snapshot with its receipt', async () => {
    await pull();
    const panel = page.getByRole('region', { name: 'Snapshot of staging', exact: true });
    await expect(panel).toContainText('original values were searched for', patient);
    await shot('4 receipt');
    await panel.getByRole('tab', { name: /Columns/ }).click();
    await page.getByRole('textbox', { name: 'Filter columns of the receipt' }).fill('notes.body');
    await expect(panel.getByRole('row', { name: /body/ })).toContainText('redact');
    await shot('5 columns');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export receipt' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^receipt-staging-.*[.]md$/);
    const receipt = await readFile(await file.path(), 'utf8');
    expect(receipt).toContain('# Receipt of snapshot');
    expect(receipt).toContain('redact');
    await panel.getByRole('button', { name: 'Verify' }).click();
    await expect(page.getByRole('dialog').filter({ hasText: /Verify.*done/ })).toBeVisible(patient);
    await shot('6 verified');
  });

  const emails = `SELECT string_agg(email, ' ' ORDER BY id) FROM customers`;
  const originals = (await sql(run, project, 'staging', emails)).split(' ');
  const lines = 'SELECT count(*) FROM order_lines';
  const whole = await sql(run, project, 'dev', lines);
  // What it holds is known before its containers are back.
  const hasLines = (count: string): Promise<void> =>
    expect(async () => expect(await sql(run, project, 'dev', lines)).toBe(count)).toPass(patient);
  const held = page.getByRole('region', { name: 'What dev holds' });
  const datasets = page.getByRole('region', { name: 'Datasets' });
  const history = page.getByRole('region', { name: 'History' });

  await test.step('it is baked, and dev switches to it', async () => {
    await openPart(page, 'Datasets');
    await page.getByRole('button', { name: 'More on staging' }).click();
    await page.getByRole('menuitem', { name: 'Bake staging', exact: true }).click();
    await expect(datasets.getByRole('listitem', { name: 'staging' })).toContainText('Ready', {
      timeout: 180_000,
    });
    await shot('7 baked');
    await redis(run, project, 'dev', 'set', 'basket', 'three apples');
    await page.getByRole('button', { name: 'Switch to staging' }).click();
    await expect(held).toContainText('dev holds staging', patient);
    await shot('8 switched');
    const masked = (await sql(run, project, 'dev', emails)).split(' ');
    expect(masked).toHaveLength(originals.length);
    expect(masked.filter((one) => originals.includes(one))).toEqual([]);
    // All services that keep data are switched, not only the database.
    expect(await redis(run, project, 'dev', 'exists', 'basket')).toBe('0');
  });

  await test.step('broken data is undone, redone as it was left, and reset', async () => {
    await sql(run, project, 'dev', 'DELETE FROM order_lines');
    await page.keyboard.press('ControlOrMeta+z');
    // It was seeded by its own migrations: no dataset yet.
    await expect(held).toContainText('dev holds data of its own making', patient);
    await hasLines(whole);
    expect(await redis(run, project, 'dev', 'get', 'basket')).toBe('three apples');
    await shot('9 undone');
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(held).toContainText('dev holds staging', patient);
    await hasLines('0');
    await page.getByRole('button', { name: 'Reset to staging' }).click();
    await hasLines(whole);
  });

  await test.step('a named checkpoint brings back what was there', async () => {
    await expect(page.getByRole('button', { name: 'Save a checkpoint…' })).toBeEnabled(patient);
    await page.getByRole('button', { name: 'Save a checkpoint…' }).click();
    await page.getByRole('textbox', { name: 'Name of the checkpoint' }).fill('before-cleaning');
    await page.keyboard.press('Enter');
    const restore = history.getByRole('button', { name: 'Restore before-cleaning' });
    await expect(restore).toBeEnabled(patient);
    await sql(run, project, 'dev', 'DELETE FROM order_lines');
    await restore.click();
    await expect(history.getByRole('listitem').first()).toContainText('before-cleaning', patient);
    await hasLines(whole);
    await shot('10 restored');
  });

  await test.step('a new column keeps data from being pulled, and is named', async () => {
    await sql(run, project, 'staging', 'ALTER TABLE customers ADD nickname text');
    await openPart(page, 'Masking');
    await expect(page.getByText('1 column has no rule')).toBeVisible(patient);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByRole('row', { name: /customers\.nickname/ })).toContainText('Open');
    await shot('11 drift');
  });
  expect(faults.unexpected()).toEqual([]);
});
