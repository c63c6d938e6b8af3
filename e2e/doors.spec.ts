import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { Shell } from './pages/shell.ts';
import type { RunningCommand } from './run-backlot.ts';

/**
 * The same operation through each door: progress, cancel, and a crash in its middle. The desktop's door is
 * in src/main/hosts/electron/electron-operations.built.test.ts.
 */
const sample = ['rehearse', '--steps', '5', '--step-ms', '700', '--width', '1'];
const title = 'Rehearse with 5 steps';

const rehearsals = (home: string): string => join(home, 'scratch', 'rehearsal');

/** What the steps of an operation left: a file for each, with the key of the run that wrote it. */
function effects(home: string, operation: string): readonly string[] {
  const folder = join(rehearsals(home), operation);
  return readdirSync(folder)
    .toSorted()
    .map((name) => `${name}: ${readFileSync(join(folder, name), 'utf8').split('\n').length - 1} line`);
}
const allEffects = [1, 2, 3, 4, 5].map((number) => `step-${number}: 1 line`);

const lastLine = (command: RunningCommand): Readonly<Record<string, unknown>> =>
  command.documents().at(-1) ?? {};

test.describe('the command line', () => {
  test('plain: a line for each thing that is new, to the end', async ({ run }) => {
    const command = run(sample);
    expect(await command.ended).toBe(0);
    const lines = command.out().trimEnd().split('\n');
    expect(lines[0]).toMatch(/^Rehearse with 5 steps started \(\w+\)$/);
    for (const number of [1, 2, 3, 4, 5]) {
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^step ${number} started`)));
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^step ${number} done in `)));
    }
    expect(lines.at(-1)).toMatch(/^Rehearse with 5 steps done in \d/);
    expect(command.out()).not.toContain('\u001B');
    expect(command.err()).toBe('');
  });

  test('--json: events with bytes, then how it ended', async ({ run, home }) => {
    const command = run([...sample, '--json']);
    expect(await command.ended).toBe(0);
    const events = command.documents();
    const progress = events.filter(({ status }) => status === 'progress');
    expect(progress.length).toBeGreaterThan(5);
    expect(progress.at(-1)).toMatchObject({
      parent: 'step-5',
      unit: 'bytes',
      current: 8_388_608,
      total: 8_388_608,
    });
    const seqs = events.slice(0, -1).map(({ seq }) => Number(seq));
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    const { operation, ...end } = lastLine(command);
    expect(end).toMatchObject({ state: 'succeeded' });
    expect(effects(home, String(operation))).toEqual(allEffects);
  });

  test('Ctrl-C cancels: what was done is taken back, and it ends with 130', async ({ run, home }) => {
    const command = run([...sample, '--json']);
    await command.shows('"step-2"');
    command.child.kill('SIGINT');
    expect(await command.ended).toBe(130);
    const { operation, state } = lastLine(command);
    expect(state).toBe('cancelled');
    const shown = run(['ops', 'show', String(operation), '--json']);
    expect(await shown.ended).toBe(0);
    expect(shown.documents()[0]).toMatchObject({
      state: 'cancelled',
      steps: [{ state: 'undone' }, {}, {}, {}, {}],
    });
    expect(
      readdirSync(rehearsals(home), { recursive: true }).filter((name) => String(name).includes('step-')),
    ).toEqual([]);
  });

  test('killed in its middle, the next command says so and takes it up to its end', async ({ run, home }) => {
    const command = run([...sample, '--json']);
    await command.shows('"step-3"');
    command.child.kill('SIGKILL');
    expect(await command.ended).toBe('SIGKILL');
    const operation = String(command.documents()[0]?.operation);

    const listed = run(['ops', 'list']);
    expect(await listed.ended).toBe(0);
    expect(listed.out()).toMatch(new RegExp(`${operation} +interrupted`));
    const other = run(['graph', '-C', '/']);
    await other.ended;
    expect(other.err()).toContain(
      `"${title}" was interrupted; to take it up: backlot ops resume ${operation}`,
    );

    const resumed = run(['ops', 'resume', operation]);
    expect(await resumed.ended).toBe(0);
    expect(resumed.out()).toContain('Taken up after an interruption.');
    expect(resumed.out()).toMatch(/Rehearse with 5 steps done/);
    expect(resumed.out()).not.toContain('step 1 started');
    expect(effects(home, operation)).toEqual(allEffects);
  });
});

test.describe('the browser', () => {
  test('started and cancelled in the page, with its progress', async ({ serveAt, openAt, home, run }) => {
    const shell = new Shell((await openAt(await serveAt(home))).page);
    await expect(shell.main).not.toBeEmpty();
    const command = run([...sample, '--detach']);
    expect(await command.ended).toBe(0);
    await expect(shell.drawer.getByRole('progressbar')).toBeVisible();
    await expect(shell.drawer).toContainText(/[12] of 5 steps/);
    await expect(shell.drawer).toContainText(/[kM]B\/s/);
    await shell.drawer.getByRole('button', { name: 'Open operations' }).click();
    await shell.operation(title).getByRole('button', { name: 'Cancel operation' }).click();
    await expect(shell.operation(title)).toContainText('Cancelled');
  });

  test('the core is killed in the middle; the next one takes it up and the page sees it done', async ({
    serveAt,
    openAt,
    home,
  }) => {
    const first = await serveAt(home);
    const before = await openAt(first);
    before.faults.expect(/ERR_CONNECTION_REFUSED|WebSocket connection to/);
    const shell = new Shell(before.page);
    await expect(shell.main).not.toBeEmpty();
    await shell.runCommand('rehearse');
    const view = shell.operation('Rehearse with 8 steps');
    await expect(view).toContainText(/[34] of 8 steps/, { timeout: 10_000 });
    await first.kill();
    await expect(before.page.getByText("The connection to Backlot's core is lost.")).toBeVisible();
    await before.page.close();

    const second = await serveAt(home);
    const after = new Shell((await openAt(second)).page);
    await expect(after.drawer).toContainText('Rehearse with 8 steps');
    await after.drawer.getByRole('button', { name: 'Open operations' }).click();
    const again = after.operation('Rehearse with 8 steps');
    await expect(again).toContainText(/^Rehearse with 8 stepsDone8 of 8 steps/, { timeout: 15_000 });
    await again.getByRole('tab', { name: 'Output' }).click();
    await expect(again).toContainText('Taken up after an interruption.');
    const [operation = ''] = readdirSync(rehearsals(home));
    expect(effects(home, operation)).toHaveLength(8);
  });
});
