import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { ownSample } from './sample-stack.ts';

test.use({ opens: 'shop' });

const name = `e2e${randomBytes(4).toString('hex')}`;

// Built from nothing the images take some minutes.
test.setTimeout(900_000);
test.skip(process.env.BACKLOT_NO_ENGINE !== undefined, process.env.BACKLOT_NO_ENGINE ?? '');

test.beforeEach(({ project: folder }) => {
  const project = folder ?? '';
  ownSample(project, name);
  const file = join(project, 'backlot.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^isolation:$/m, 'isolation:\n  guard: true'));
  // As in production: the addresses are those of the third parties themselves.
  writeFileSync(
    join(project, '.env'),
    'PAYMENTS_URL=https://api.payments.example\nSMTP_URL=smtp://shop:any@smtp.shop.example:587\n',
  );
});
test.afterEach(async ({ run, project }) => {
  await run(['down', 'dev', '--volumes', '--yes'], project).ended;
});

/** Runs a program of the project in a container, by its input. */
const inContainer = (container: string, program: string, ...args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = execFile(
      'docker',
      ['exec', '-i', container, 'python3', '-', ...args],
      (error, stdout, stderr) =>
        error ? reject(new Error(`${stdout}${stderr}`, { cause: error })) : resolve(stdout),
    );
    child.stdin?.end(program);
  });

test('an order in the isolated sample is charged by the sandbox and mailed to the inbox; nothing leaves', async ({
  app: { page },
  shell,
  run,
  project: folder,
}) => {
  const project = folder ?? '';
  const up = run(['up', 'dev', '--yes'], project);
  expect([await up.ended, up.err()]).toEqual([0, expect.any(String)]);
  const smoke = readFileSync(join(project, 'scripts', 'smoke.py'), 'utf8');
  const told = await inContainer(`${name}-dev-api-1`, smoke, '--isolated');
  expect(told).toContain('ok: the payment is captured');
  expect(told).toContain('ok: a cancelled order is refunded');
  const [, order = ''] = /order (S-\d+) is placed/.exec(told) ?? [];

  await shell.goTo('Isolation');
  const totals = page.getByRole('region', { name: 'Since the guard started' });
  await expect(totals).toContainText('0 B left');
  await expect(totals).toContainText('not one packet');
  await expect(totals).toContainText('1 host replaced');
  const grid = page.getByRole('grid', { name: 'Attempts' });
  await expect(
    grid.getByRole('row', { name: /worker.*api[.]payments[.]example:443.*Replaced/ }),
  ).toBeVisible();
  await expect(totals).toContainText('2 mails captured');

  const mails = run(['mail', 'list', '--json'], project);
  expect(await mails.ended).toBe(0);
  expect(mails.out()).toContain(`Your order ${order}`);
  expect(mails.out()).toContain(`Your money for order ${order}`);
  const authority = run(['egress', 'dev', '--authority'], project);
  expect([await authority.ended, authority.out()]).toEqual([
    0,
    expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n/),
  ]);
});
