import { join } from 'node:path';
import { expect } from '@playwright/test';
import Database from 'better-sqlite3';
import { test } from './fixtures.ts';
import { Shell } from './pages/shell.ts';

/** What a page meets while its host is away, or no longer knows it. */
const away = /ERR_CONNECTION_REFUSED|WebSocket connection to|status of 401|^401: /;

test('a core that dies is said; one that is back on its port says what opens the door again', async ({
  serveAt,
  openAt,
  home,
  user,
  run,
}) => {
  const first = await serveAt(home);
  const project = await user.makeProject('shop');
  const { page, faults } = await openAt(first, { project });
  faults.expect(away);
  const shell = new Shell(page);
  await expect(shell.card('staging')).toBeVisible();

  process.kill(first.pid, 'SIGKILL');
  await expect(page.getByText("The connection to Backlot's core is lost.")).toBeVisible();
  await expect(shell.card('staging')).toBeVisible();

  const second = await serveAt(home, { port: Number(new URL(first.origin).port) });
  expect(second.origin).toBe(first.origin);
  const banner = page.getByRole('status').filter({ hasText: 'Backlot no longer lets this window in' });
  await expect(banner).toContainText('backlot serve --link', { timeout: 15_000 });
  await expect(shell.card('staging')).toBeVisible();

  // What the banner asks for: a new link, opened in the same browser.
  const link = run(['serve', '--link']);
  expect(await link.ended).toBe(0);
  const other = await page.context().newPage();
  await other.goto(link.out().trim());
  await expect(new Shell(other).main).not.toBeEmpty();
  await expect(banner).toHaveCount(0);
  await expect(shell.card('staging')).toBeVisible();
});

test('a page that is loaded again without a session says where a link comes from', async ({
  serveAt,
  openAt,
  home,
}) => {
  const first = await serveAt(home);
  const { page, faults } = await openAt(first);
  faults.expect(away);
  await expect(new Shell(page).main).not.toBeEmpty();
  await first.kill();
  await serveAt(home, { port: Number(new URL(first.origin).port) });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This browser is not let in' })).toBeVisible();
  await expect(page.getByText('backlot serve --link')).toBeVisible();
});

test('a core that ends with Ctrl-C leaves what runs for the next one, and the page sees it end', async ({
  serveAt,
  openAt,
  home,
  run,
}) => {
  const first = await serveAt(home);
  const { page, faults } = await openAt(first);
  faults.expect(away);
  const shell = new Shell(page);
  await expect(shell.main).not.toBeEmpty();
  const command = run(['rehearse', '--steps', '3', '--step-ms', '2000', '--width', '1', '--detach']);
  expect(await command.ended).toBe(0);
  await expect(shell.drawer).toContainText('1 of 3 steps');
  expect(await first.stop()).toBe(0);
  const second = await serveAt(home);
  const { page: next } = await openAt(second);
  const after = new Shell(next);
  await expect(after.drawer).toContainText('Rehearse with 3 steps');
  await after.drawer.getByRole('button', { name: 'Open operations' }).click();
  await expect(after.operation('Rehearse with 3 steps')).toContainText('Done', { timeout: 15_000 });
  await after.operation('Rehearse with 3 steps').getByRole('tab', { name: 'Output' }).click();
  await expect(after.operation('Rehearse with 3 steps')).toContainText('Taken up after an interruption.');
});

test('an interrupted operation that this version does not know is left alone, said, and resumed once it is known', async ({
  serveAt,
  openAt,
  home,
  run,
}) => {
  const first = await serveAt(home);
  const command = run(['rehearse', '--steps', '3', '--step-ms', '1500', '--width', '1', '--json']);
  await command.shows('"step-2"');
  await first.kill();
  expect(await command.ended).toBe(1);
  expect(command.err()).toContain('backlot ops resume');
  // As a newer Backlot would have left it.
  const journal = (kind: string): void => {
    const db = new Database(join(home, 'backlot.db'));
    db.prepare('UPDATE operation SET kind = ?').run(kind);
    db.close();
  };
  journal('of-tomorrow');

  const second = await serveAt(home);
  const shell = new Shell((await openAt(second)).page);
  await shell.goTo('Activity');
  const row = shell.page.getByRole('grid', { name: 'Operations' }).getByRole('row', { name: /Rehearse/ });
  await expect(row).toContainText('Interrupted');
  await row.click();
  const view = shell.operation('Rehearse with 3 steps');
  await expect(view.getByRole('alert')).toContainText('does not know operations of the kind "of-tomorrow"');
  await view.getByRole('button', { name: 'Resume operation' }).click();
  await expect(shell.page.getByRole('alert').last()).toContainText('cannot go on');

  journal('rehearsal');
  await view.getByRole('button', { name: 'Resume operation' }).click();
  await expect(view).toContainText('3 of 3 steps', { timeout: 10_000 });
  await expect(row).toContainText('Done');
});
