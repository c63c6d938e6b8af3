import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { hostCore } from './host-core.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'backlot-host-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
});

test('stopping closes the socket, then stops the core', async () => {
  const stop = vi.fn(async () => {
    expect(existsSync(join(home, 'core.sock'))).toBe(false);
  });
  const core = await hostCore(async () => ({ home, methods: new Map(), stop }), { home, host: 'test' });
  expect(existsSync(core.socket.path)).toBe(true);
  await core.stop();
  expect(stop).toHaveBeenCalledOnce();
});

test('a socket that cannot be made stops the core again', async () => {
  // A folder in its place can't be removed as a file.
  mkdirSync(join(home, 'core.sock', 'inside'), { recursive: true });
  const stop = vi.fn(async () => {});
  const starting = hostCore(async () => ({ home, methods: new Map(), stop }), { home, host: 'test' });
  await expect(starting).rejects.toMatchObject({ code: 'home-invalid' });
  expect(stop).toHaveBeenCalledOnce();
});
