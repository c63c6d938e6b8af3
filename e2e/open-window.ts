import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { _electron } from '@playwright/test';
import { startBacklot } from './start-backlot.ts';
import { watchFaults } from './watch-faults.ts';

/** Which door shows the window. */
export type Door = 'browser' | 'electron';

/** A window of Backlot over a data directory of its own. */
export interface OpenWindow {
  readonly door: Door;
  readonly home: string;
  readonly page: Page;
  /** `http://127.0.0.1:…` in the browser, `app://backlot` in the Electron window. */
  readonly origin: string;
  /** What went wrong in the page so far; a test of what should work ends with this empty. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

const size = { width: 1280, height: 800 };

/** Starts a web host and opens its link in a fresh profile of the browser. */
export async function openInBrowser(browser: Browser, home: string): Promise<OpenWindow> {
  const backlot = await startBacklot(home);
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const faults = watchFaults(page, backlot.origin);
  const close = async (): Promise<void> => {
    await context.close();
    await backlot.stop();
  };
  try {
    await page.goto(backlot.url);
  } catch (error) {
    await close();
    throw error;
  }
  return { door: 'browser', home, page, origin: backlot.origin, faults, close };
}

/** Starts the built app in the Electron binary at a path. */
export async function openInElectron(binary: string, home: string): Promise<OpenWindow> {
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const electron = await _electron.launch({
    executablePath: binary,
    args: ['.', ...flags],
    cwd: join(import.meta.dirname, '..'),
    env: {
      ...Object.fromEntries(
        Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
      ),
      BACKLOT_HOME: home,
    },
  });
  const page = await electron.firstWindow();
  const { protocol, host } = new URL(page.url());
  const origin = `${protocol}//${host}`;
  const faults = watchFaults(page, origin);
  return { door: 'electron', home, page, origin, faults, close: () => electron.close() };
}
