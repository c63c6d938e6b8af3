import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

const rehearsal = 'Rehearse with 8 steps';

test('a rehearsal from the palette: stages, steps, bytes, output, commands, end', async ({
  app: { page },
  shell,
}) => {
  await expect(shell.main).not.toBeEmpty();
  await shell.runCommand('rehrs');
  const view = shell.drawer.getByRole('region', { name: rehearsal });
  await expect(view).toContainText('Running');
  await expect(view.getByRole('list', { name: 'Stages' }).getByRole('listitem')).toHaveCount(1);
  await expect(view.getByRole('button', { name: /rehearse step/ })).toHaveCount(8);
  await expect(view).toContainText(/\d\s[kM]B of [\d.]+\sMB/);
  await expect(view).toContainText(/[\d.]+\s[kM]B\/s/);
  await view
    .getByRole('button', { name: /rehearse step 1$|rehearse step 1 / })
    .first()
    .click();
  await expect(view.getByRole('list', { name: 'Output of rehearse step 1' })).toContainText(
    'bytes in 1200 ms',
  );
  await view.getByRole('tab', { name: /Commands run/ }).click();
  await expect(view.getByText(/^head -c \d+ [/]dev[/]zero/).first()).toBeVisible();
  await view.getByRole('tab', { name: /Output/ }).click();
  await expect(view.getByRole('list', { name: 'Output' })).toContainText('step 1: written');
  await expect(view).toContainText('Done', { timeout: 15_000 });
  await expect(view).toContainText('8 of 8 steps');
  await expect(view).toContainText(/took \d/);

  await shell.goTo('Activity');
  const grid = page.getByRole('grid', { name: 'Operations' });
  await expect(grid.getByRole('row').filter({ hasText: rehearsal })).toContainText('Done');
});

test('a rehearsal is cancelled from the drawer', async ({ app: { page }, shell }) => {
  await expect(shell.main).not.toBeEmpty();
  await shell.runCommand('rehearse');
  const view = shell.drawer.getByRole('region', { name: rehearsal });
  await view.getByRole('button', { name: 'Cancel operation' }).click();
  await expect(view).toContainText('Cancelled');
  await expect(view.getByRole('button', { name: 'Cancel operation' })).toHaveCount(0);
  await page.reload();
  await expect(shell.drawer).toContainText('Cancelled');
});

test('a command of the terminal shows in the page while it runs, and the other way round', async ({
  shell,
  run,
}) => {
  await expect(shell.main).not.toBeEmpty();
  const command = run(['rehearse', '--steps', '4', '--step-ms', '20000', '--json']);
  await expect(shell.drawer).toContainText('Rehearse with 4 steps');
  await expect(shell.drawer.getByRole('progressbar')).toBeVisible();
  const list = run(['ops', 'list', '--json']);
  expect(await list.ended).toBe(0);
  expect(list.documents()[0]).toMatchObject([{ title: 'Rehearse with 4 steps', state: 'running' }]);
  await shell.drawer.getByRole('button', { name: 'Open operations' }).click();
  await shell.drawer.getByRole('button', { name: 'Cancel operation' }).click();
  expect(await command.ended).toBe(130);
  expect(command.documents().at(-1)).toMatchObject({ state: 'cancelled' });
});

test('a failure shows what happened and the next step', async ({ app: { page }, shell, run }) => {
  await expect(shell.main).not.toBeEmpty();
  const command = run(['rehearse', '--steps', '3', '--step-ms', '50', '--fail-at', '2']);
  expect(await command.ended).toBe(1);
  // It is read out at once; what stands on the screen is for screen readers once F6 goes there.
  await expect(page.getByRole('alert')).toContainText('Rehearse with 3 steps: failed');
  await page.keyboard.press('F6');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Show operation' }).press('Enter');
  const view = shell.drawer.getByRole('region', { name: 'Rehearse with 3 steps' });
  await expect(view.getByRole('alert')).toContainText('"step 2" failed, as the rehearsal was asked to.');
  await expect(view.getByRole('alert')).toContainText('Rehearse again without a failing step.');
  await expect(view.getByRole('alert')).toContainText('step-failed');
  await expect(view.getByRole('img', { name: 'Undone' })).toBeVisible();
  await expect(view.getByRole('button', { name: /step 1/ })).toContainText('taken back');
});

test('two operations on one environment: the second one waits and says for what', async ({ shell, run }) => {
  await expect(shell.main).not.toBeEmpty();
  const first = run(['rehearse', '--steps', '1', '--step-ms', '60000']);
  await first.shows('started');
  const second = run(['rehearse', '--steps', '2', '--step-ms', '10']);
  await second.shows('queued');
  await shell.drawer.getByRole('button', { name: 'Open operations' }).click();
  await shell.drawer.getByRole('button', { name: /Rehearse with 2 steps/ }).click();
  const view = shell.drawer.getByRole('region', { name: 'Rehearse with 2 steps' });
  await expect(view).toContainText('Queued');
  await expect(view).toContainText('Waiting for default/rehearsal, behind "Rehearse with 1 step"');
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(130);
  expect(await second.ended).toBe(0);
  await expect(view).toContainText('Done');
});
