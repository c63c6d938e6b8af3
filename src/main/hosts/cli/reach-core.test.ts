import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { takeHomeLock } from '../../core/store/home-lock.ts';
import { version } from '../../core/version.ts';
import { hostCore } from '../socket/host-core.ts';
import { type Reached, type ReachOptions, reachCore } from './reach-core.ts';
import { smallCore } from './testing/small-core.ts';

const { signal } = new AbortController();

function tempHome(): string {
  const root = mkdtempSync(join(tmpdir(), 'backlot reach ü-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return join(root, 'home');
}

async function reach(home: string, more: Partial<ReachOptions> = {}): Promise<Reached> {
  const reached = await reachCore({ home, version, startCore: smallCore(), ...more }, signal);
  onTestFinished(() => reached.close(AbortSignal.abort(), () => {}));
  return reached;
}

/** A process that reaches the core of `home`, prints where it is, and stays until its stdin ends. */
function child(home: string): ChildProcess {
  const module = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
  const script = `
    import { reachCore } from ${module('./reach-core.ts')};
    import { smallCore } from ${module('./testing/small-core.ts')};
    import { version } from ${module('../../core/version.ts')};
    const signal = new AbortController().signal;
    const reached = await reachCore({ home: process.argv[1], version, startCore: smallCore() }, signal);
    console.log(JSON.stringify({ own: reached.own, pid: reached.info.pid }));
    process.stdin.resume().on('end', () => reached.close(signal, () => {}));`;
  const started = spawn(process.execPath, ['--input-type=module', '-e', script, home], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    started.kill('SIGKILL');
  });
  return started;
}

async function answer({ stdout }: ChildProcess): Promise<{ own: boolean; pid: number }> {
  if (!stdout) throw new Error('no stdout');
  const [line] = await once(createInterface({ input: stdout }), 'line');
  return JSON.parse(line);
}

test('without a core it hosts one, and the next command finds that one', async () => {
  const home = tempHome();
  const first = await reach(home);
  expect([first.own, first.lasting, first.info.host]).toEqual([true, false, 'cli']);
  const second = await reach(home);
  expect([second.own, second.lasting, second.info.pid]).toEqual([false, false, process.pid]);
});

test('the core of the app or of serve is found, and outlives the command', async () => {
  const home = tempHome();
  const core = await hostCore(smallCore(), { home, host: 'web' });
  onTestFinished(core.stop);
  const reached = await reach(home);
  expect([reached.own, reached.lasting, reached.info.host]).toEqual([false, true, 'web']);
});

test('an own core waits for the commands that use it, then frees the directory', async () => {
  const home = tempHome();
  const first = await reach(home);
  const second = await reach(home);
  const waiting = vi.fn();
  let stopped = false;
  const closing = first.close(signal, waiting).then(() => {
    stopped = true;
  });
  await expect(second.client.app.info({})).resolves.toMatchObject({ host: 'cli' });
  expect([waiting.mock.calls.length, stopped]).toEqual([1, false]);
  await second.close(signal, () => {});
  await closing;
  expect((await reach(home)).own).toBe(true);
});

test('commands that start at once share one core', async () => {
  const home = tempHome();
  const children = [1, 2, 3, 4].map(() => child(home));
  const answers = await Promise.all(children.map(answer));
  expect(answers.filter(({ own }) => own)).toHaveLength(1);
  expect(new Set(answers.map(({ pid }) => pid)).size).toBe(1);
  const exits = children.map((one) => once(one, 'exit'));
  for (const one of children) one.stdin?.end();
  expect((await Promise.all(exits)).map(([code]) => code)).toEqual([0, 0, 0, 0]);
}, 20_000);

test('after kill -9 of the hosting command the next one hosts', async () => {
  const home = tempHome();
  const first = child(home);
  expect((await answer(first)).own).toBe(true);
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect((await reach(home)).own).toBe(true);
});

test('a core of another version is refused with both versions', async () => {
  const home = tempHome();
  const core = await hostCore(smallCore({ version: '9.9.9' }), { home, host: 'electron' });
  onTestFinished(core.stop);
  await expect(reach(home)).rejects.toMatchObject({
    code: 'unsupported',
    message: `This command is Backlot ${version}, but the running core is the Backlot app 9.9.9 (pid ${process.pid}).`,
  });
});

test('a holder that never answers is named', async () => {
  const home = tempHome();
  const first = await reach(home);
  await first.close(signal, () => {});
  const lock = takeHomeLock(home, { version, host: 'electron' });
  onTestFinished(lock.release);
  await expect(reach(home, { patienceMs: 120 })).rejects.toMatchObject({
    code: 'home-in-use',
    message: expect.stringContaining('the Backlot app'),
  });
});

test('a failing start is passed on', async () => {
  const startCore = () => Promise.reject(new TypeError('broken'));
  await expect(reach(tempHome(), { startCore })).rejects.toThrow('broken');
});

test('waiting can be cancelled', async () => {
  await expect(
    reachCore({ home: tempHome(), version, startCore: smallCore() }, AbortSignal.abort()),
  ).rejects.toMatchObject({ name: 'AbortError' });
});
