import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findElectron, spawnDetached } from './launch-app.ts';
import { openUrl, urlOpener } from './open-url.ts';

test.each([
  ['linux', {}, undefined],
  ['linux', { DISPLAY: ':0' }, 'xdg-open'],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
  ['darwin', {}, 'open'],
  ['win32', {}, 'rundll32'],
] as const)('%s with %j opens addresses with %s', (platform, env, command) => {
  expect(urlOpener(platform, env)?.[0]).toBe(command);
});

test('where nothing can open an address, or it is none of ours, it says so', async () => {
  expect(await openUrl('http://127.0.0.1:1/', 'linux', {})).toBe(false);
  expect(await openUrl('file:///etc/passwd', 'darwin', {})).toBe(false);
  expect(await spawnDetached('/nowhere/at-all', [], {})).toBe(false);
});

test("Electron's binary is found when it was downloaded, and is not downloaded", () => {
  const root = mkdtempSync(join(tmpdir(), 'backlot app-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const electron = join(root, 'node_modules', 'electron');
  expect(findElectron(root)).toBeUndefined();
  mkdirSync(join(electron, 'dist'), { recursive: true });
  writeFileSync(join(electron, 'package.json'), '{"name":"electron"}');
  writeFileSync(join(electron, 'index.js'), 'throw new Error("must not be loaded")');
  expect(findElectron(root)).toBeUndefined();
  writeFileSync(join(electron, 'path.txt'), 'electron');
  expect(findElectron(root)).toBeUndefined();
  writeFileSync(join(electron, 'dist', 'electron'), '');
  expect(findElectron(root)).toBe(join(electron, 'dist', 'electron'));
});
