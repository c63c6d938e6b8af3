import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { DesktopOrder } from './testing/desktop-process.ts';
import { hasPage } from './testing/stage-build.ts';

const title = 'Rehearse with 8 steps';
const patience = { timeout: 20_000, interval: 100 };
let home = '';

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'backlot désk '));
  home = join(folder, 'home');
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
});

interface DesktopProcess {
  readonly child: ChildProcess;
  readonly ask: (order: DesktopOrder) => Promise<string>;
  readonly reads: (expected: RegExp) => Promise<void>;
}

/** The app as built, with the page as built, in a process of its own. */
async function startDesktop(): Promise<DesktopProcess> {
  const child = fork(join(import.meta.dirname, 'testing/desktop-process.ts'), [home], { silent: true });
  let errors = '';
  child.stderr?.on('data', (data) => {
    errors += String(data);
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The app has ended:\n${errors}`);
  });
  ended.catch(() => {});
  const answer = async (): Promise<string> => {
    const [{ text, error }] = await Promise.race([once(child, 'message'), ended]);
    if (error) throw new Error(`${error}\n${errors}`);
    return text;
  };
  expect(await answer()).toBe('ready');
  const ask = (order: DesktopOrder): Promise<string> => {
    child.send(order);
    return answer();
  };
  return {
    child,
    ask,
    reads: (expected) =>
      vi.waitFor(
        async () => expect(await ask({ do: 'read', role: 'region', name: title })).toMatch(expected),
        patience,
      ),
  };
}

/** The same operation as in e2e/doors.spec.ts, through the desktop's door. */
describe.skipIf(!hasPage())('the rehearsal in the desktop app', () => {
  test('started in the page, with its progress, and cancelled', async () => {
    const { ask, reads } = await startDesktop();
    await ask({ do: 'run', typed: 'rehearse' });
    await reads(/Running[\s\S]*[1-4] of 8 steps[\s\S]*[kM]B\/s/);
    await ask({ do: 'press', button: 'Cancel operation' });
    await reads(/Cancelled/);
    expect(
      (await readdir(join(home, 'scratch', 'rehearsal'), { recursive: true })).filter((name) =>
        name.includes('step-'),
      ),
    ).toEqual([]);
  });

  test('the app is killed in its middle; started again, it takes it up and the page sees it done', async () => {
    const first = await startDesktop();
    await first.ask({ do: 'run', typed: 'rehearse' });
    await first.reads(/[34] of 8 steps/);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await startDesktop();
    await second.ask({ do: 'press', button: 'Open operations' });
    await second.reads(/Done[\s\S]*8 of 8 steps/);
    const [operation = ''] = await readdir(join(home, 'scratch', 'rehearsal'));
    expect(await readdir(join(home, 'scratch', 'rehearsal', operation))).toHaveLength(8);
  });
});
