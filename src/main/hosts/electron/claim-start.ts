import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, protocol } from 'electron';
import { z } from 'zod';
import { appScheme } from './app-origin.ts';
import { linkScheme } from './deep-link.ts';
import { refusedSwitch } from './refused-switch.ts';

/** The arguments of a start (without the program) and the directory it was made in. */
export const start = z.object({ args: z.array(z.string()), directory: z.string() });
export type Start = z.output<typeof start>;

/** The window engine's own files go into the data directory: one instance, one profile per data directory. */
function moveProfile(home: string, log: (text: string) => void): void {
  const profile = join(home, 'window');
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    app.setPath('userData', profile);
  } catch (error) {
    // The core meets the same directory next, and its error is the one the window shows.
    log(`The data directory can not be used: ${String(error)}`);
  }
}

/**
 * All that has to happen before the app is ready. Returns this start, or `undefined` when the app ends here:
 * another instance has taken it over, or it was asked to open itself to a debugger.
 */
export function claimStart(home: string, log: (text: string) => void): Start | undefined {
  const refused = app.isPackaged ? refusedSwitch((name) => app.commandLine.hasSwitch(name)) : undefined;
  if (refused) {
    log(`--${refused} is not accepted by an installed Backlot.`);
    app.exit(2);
    return undefined;
  }
  // 18: the page comes from a scheme of its own, never from file://.
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
  // 4: for every process, not for our window alone.
  app.enableSandbox();
  app.setName('Backlot');
  app.setAppUserModelId('app.backlot.desktop');
  moveProfile(resolve(home), log);
  const own: Start = { args: process.argv.slice(app.isPackaged ? 1 : 2), directory: process.cwd() };
  if (!app.requestSingleInstanceLock(own)) {
    app.quit();
    return undefined;
  }
  // A start from the sources does not take the links of an installed app.
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme);
  return own;
}
