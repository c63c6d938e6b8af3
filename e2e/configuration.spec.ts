import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test.use({ opens: 'shop' });

/** Changes the project's backlot.yaml as an editor does, and gives what it was. */
async function edit(project: string | undefined, change: (text: string) => string): Promise<string> {
  const file = join(project ?? '', 'backlot.yaml');
  const before = await readFile(file, 'utf8');
  await writeFile(file, change(before));
  return before;
}

test('the graph follows backlot.yaml on disk', async ({ shell, project, app: { page } }) => {
  await expect(shell.card('staging')).toBeVisible();
  await edit(project, (text) =>
    text.replace(
      '  # Production as it was',
      '  qa-eu: { kind: qa, dataset: demo }\n  # Production as it was',
    ),
  );
  await expect(shell.card('qa-eu')).toBeVisible();
  await edit(project, (text) => text.replace('name: shop', 'name: store'));
  await expect(shell.project('store')).toBeVisible();
  await expect(page).toHaveTitle(/^store/);
});

test('a broken backlot.yaml: the place, the lines, the last good graph; then mended', async ({
  shell,
  project,
  app: { page },
}) => {
  await expect(shell.card('staging')).toBeVisible();
  const good = await edit(project, (text) => text.replace('qa: { kind: qa,', 'qa: { kind: quality,'));
  const banner = page.getByRole('status').filter({ hasText: 'backlot.yaml has 1 error' });
  await expect(banner).toContainText('What you see is its last good state.');
  for (const name of ['dev', 'qa', 'production-copy']) await expect(shell.card(name)).toBeVisible();

  await banner.getByRole('button', { name: 'Show the error' }).click();
  const line = good.split('\n').findIndex((text) => text.includes('qa: { kind: qa,')) + 1;
  await expect(shell.main).toContainText(`backlot.yaml:${line}:15`);
  const excerpt = (await shell.main.locator('pre').textContent()) ?? '';
  const lines = excerpt.split('\n');
  const at = lines.findIndex((text) => text.includes('kind: quality'));
  expect(lines[at + 1]?.indexOf('^')).toBe(lines[at]?.indexOf('quality'));

  await edit(project, () => good);
  await expect(shell.card('qa')).toBeVisible();
  await expect(page.getByText('backlot.yaml has')).toHaveCount(0);
});

test('a file that is no YAML at all is said the same way', async ({ shell, project, app: { page } }) => {
  await expect(shell.card('staging')).toBeVisible();
  await edit(project, (text) => `${text}\n  broken: [1,\n`);
  await page.getByRole('button', { name: /^Show the error/ }).click();
  await expect(shell.main).toContainText(/backlot[.]yaml:\d+:\d+/);
  await expect(shell.main.locator('pre').first()).toContainText('^');
});

test('a project that is broken from the start says so, and opens once mended', async ({
  app: { page },
  shell,
  project,
}) => {
  await expect(shell.card('staging')).toBeVisible();
  const good = await edit(project, (text) =>
    text.replace('staging: { kind: staging,', 'staging: { kind: stagin,'),
  );
  await expect(page.getByText('backlot.yaml has 1 error')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: "backlot.yaml can't be used yet" })).toBeVisible();
  await expect(shell.main).toContainText(/staging/);
  await edit(project, () => good);
  await expect(shell.card('staging')).toBeVisible();
});

test('a warning is told, shown and put aside', async ({ shell, project, app: { page } }) => {
  await expect(shell.card('production')).toBeVisible();
  await edit(project, (text) => text.replace('protected: true, ', ''));
  const banner = page.getByRole('status').filter({ hasText: 'The project has 1 warning' });
  await expect(banner).toContainText('"production" is a production that is not protected.');
  await banner.getByRole('button', { name: 'Show the warning' }).click();
  await expect(shell.main).toContainText('Add protected: true');
  await shell.goTo('Graph');
  await banner.getByRole('button', { name: 'Dismiss warning' }).click();
  await expect(banner).toHaveCount(0);
});
