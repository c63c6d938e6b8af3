import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { waitFor } from '../../../../scripts/testing/wait-for.ts';
import { createLive } from '../../core/live.ts';
import { smallCore } from './testing/small-core.ts';
import { KeptStream, trial, typed } from './testing/trial-world.ts';

let home = '';
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'backlot cli exec-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  home = join(root, 'home');
});

/** A core whose commands say back what they are given, and end with 7 when no more comes, or at "quit". */
function echoing() {
  const open = vi.fn((_: object) => {});
  const resized = vi.fn((_: object) => {});
  const heard = createLive('');
  const live = {
    execOpen(input: object) {
      open(input);
      return { id: 'x' };
    },
    execInput({ text }: { readonly text: string }) {
      heard.set(heard.get() + text);
      return {};
    },
    execEndInput() {
      heard.set(`${heard.get()}quit`);
      return {};
    },
    execResize(input: object) {
      resized(input);
      return {};
    },
    execClose: () => ({}),
    async *execOutput(_: object, { signal }: { readonly signal: AbortSignal }) {
      yield { cursor: 1, value: { kind: 'output', from: 'stderr', text: 'ready' } as const };
      for await (const { value } of heard.follow(signal)) if (value.endsWith('quit')) break;
      if (signal.aborted) return;
      yield { cursor: 2, value: { kind: 'output', from: 'stdout', text: heard.get() } as const };
      yield { cursor: 3, value: { kind: 'exit', code: 7 } as const };
    },
  };
  return { open, resized, startCore: smallCore({ version: '0.1.0', live }) };
}

test('pipes: input, both outputs and the exit code of the command', async () => {
  const { open, startCore } = echoing();
  const one = trial(home, ['exec', 'web', 'cat', '-n'], { startCore, stdin: typed('hello ü ') });
  expect(await one.run()).toBe(7);
  expect([one.stdout.text, one.stderr.text]).toEqual(['hello ü quit', 'ready']);
  expect(open).toHaveBeenCalledWith({
    project: '/srv/shop',
    environment: 'dev',
    service: 'web',
    tty: false,
    command: ['cat', '-n'],
  });
});

test('a terminal: raw keys, its size, changes of it, and its modes afterwards', async () => {
  const { open, resized, startCore } = echoing();
  const raw: boolean[] = [];
  const stdout = new KeptStream({ columns: 100, rows: 30 });
  const keys = new PassThrough();
  const stdin = Object.assign(keys, { isTTY: true, setRawMode: (on: boolean) => raw.push(on) });
  const one = trial(home, ['exec', '-u', 'root', 'qa', 'web'], { startCore, stdin }, stdout);
  const ended = one.run();
  await waitFor(() => expect(one.stderr.text).toBe('ready'));
  stdout.columns = 120;
  stdout.emit('resize');
  await waitFor(() => expect(resized).toHaveBeenCalledWith({ id: 'x', columns: 120, rows: 30 }));
  keys.write('quit');
  expect(await ended).toBe(7);
  expect(raw).toEqual([true, false]);
  expect(open).toHaveBeenCalledWith(
    expect.objectContaining({ environment: 'qa', tty: true, size: { columns: 100, rows: 30 }, user: 'root' }),
  );
});

test('-T is without a terminal', async () => {
  const { open, startCore } = echoing();
  const stdout = new KeptStream({ columns: 100, rows: 30 });
  await trial(home, ['exec', '-T', 'web'], { startCore, stdin: typed('', { raw: [] }) }, stdout).run();
  expect(open).toHaveBeenCalledWith(expect.objectContaining({ tty: false }));
});

test('a service is needed', async () => {
  const { startCore } = echoing();
  const one = trial(home, ['exec', 'qa'], { startCore });
  expect([await one.run(), one.stderr.text.includes('A service is missing.')]).toEqual([2, true]);
});
