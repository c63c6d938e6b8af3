import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { findElectron } from '../../src/main/hosts/cli/launch-app.ts';
import { runCommand } from '../process/run-command.ts';

/** How the app can be seen here. */
export type Door =
  | { readonly kind: 'window'; readonly electron: string }
  | { readonly kind: 'web'; readonly why: string };

/** Whether a window can open at all: Linux needs a display. */
export function hasDisplay(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** Electron's binary comes with the first start; where it can't be had, the browser serves as well. */
async function fetchElectron(root: string, signal: AbortSignal): Promise<string | undefined> {
  const found = findElectron(root);
  if (found !== undefined) return found;
  const folder = dirname(createRequire(join(root, 'x.js')).resolve('electron/package.json'));
  const patience = AbortSignal.any([signal, AbortSignal.timeout(300_000)]);
  await runCommand(process.execPath, [join(folder, 'install.js')], { signal: patience });
  return findElectron(root);
}

/** Picks the window where one can open, else the browser, with the reason. */
export async function chooseDoor(root: string, signal: AbortSignal): Promise<Door> {
  if (!hasDisplay(process.platform, process.env)) return { kind: 'web', why: 'there is no display here' };
  const electron = await fetchElectron(root, signal).catch(() => undefined);
  return electron === undefined
    ? { kind: 'web', why: 'the window’s program (Electron) could not be downloaded' }
    : { kind: 'window', electron };
}

const usualPort = 7681;

/** The usual port, or 0 (any) when somebody has it. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(0));
    server.listen(usualPort, '127.0.0.1', () => server.close(() => resolve(usualPort)));
  });
}

/** Opens the app and stays until it is closed; resolves with its exit code. */
export async function openApp(
  door: Door,
  at: { readonly root: string; readonly project: string; readonly home: string },
): Promise<number> {
  const [command, args] =
    door.kind === 'window'
      ? [door.electron, [at.root, at.project]]
      : [process.execPath, [join(at.root, 'bin/backlot'), 'serve', '--port', String(await freePort())]];
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, BACKLOT_HOME: at.home } });
  // The terminal sends Ctrl-C to both; the app ends in its own time, and this with it.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => child.kill(name));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 0));
  });
}
