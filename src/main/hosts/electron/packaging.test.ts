import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Configuration } from 'electron-builder';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const config: Configuration = parse(read('electron-builder.yml'));

test('every fuse is set, and to the safe side', () => {
  expect(config.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
  // The integrity fuses need the archive.
  expect(config.asar).toBe(true);
});

test('no key is misspelt', () => {
  const { properties } = JSON.parse(read('node_modules/app-builder-lib/scheme.json'));
  expect(Object.keys(config).filter((key) => !(key in properties))).toEqual([]);
});

test('no package starts the app without its sandbox', () => {
  expect(JSON.stringify(config.linux)).not.toMatch(/appimage/i);
});

test('the link scheme is registered, and what the app starts with is packaged', () => {
  expect(config.protocols).toEqual([{ name: 'Backlot link', schemes: ['backlot'] }]);
  expect(config.files).toEqual(expect.arrayContaining(['package.json', 'out/**', 'resources/**']));
  expect(JSON.parse(read('package.json')).main).toBe('out/main/index.js');
});

test('Electron is pinned to one version', () => {
  const { version } = JSON.parse(read('node_modules/electron/package.json'));
  expect(JSON.parse(read('package.json')).devDependencies.electron).toBe(version);
});

test.each(['icon.png', 'tray.png', 'tray@2x.png', 'trayTemplate.png', 'trayTemplate@2x.png'])(
  'the icon %s is a PNG',
  (name) => {
    expect(
      readFileSync(join(root, 'resources/icons', name))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  },
);
