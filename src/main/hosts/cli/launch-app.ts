import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Electron's binary, when it was downloaded; importing the package itself would download it. */
export function findElectron(packageRoot: string): string | undefined {
  try {
    const folder = dirname(createRequire(join(packageRoot, 'x.js')).resolve('electron/package.json'));
    const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/** Starts a program that goes on by itself; false when it can't be started. */
export function spawnDetached(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { detached: true, stdio: 'ignore', env: { ...env } });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

/** Starts the desktop app of this package, on a project when one is given. */
export async function launchApp(
  packageRoot: string,
  project: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  const binary = findElectron(packageRoot);
  if (binary === undefined) return false;
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = env;
  return spawnDetached(binary, project === undefined ? [packageRoot] : [packageRoot, project], rest);
}
