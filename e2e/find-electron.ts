import { existsSync } from 'node:fs';
import { join } from 'node:path';

const binaries: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** Electron's binary, where npm put it or `ELECTRON_OVERRIDE_DIST_PATH` says; `undefined` when absent. */
export function findElectron(): string | undefined {
  const folder =
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(import.meta.dirname, '../node_modules/electron/dist');
  const path = join(folder, binaries[process.platform] ?? 'electron');
  return existsSync(path) ? path : undefined;
}
