import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { _electron } from '@playwright/test';
import { type RunningBacklot, startBacklot } from './start-backlot.ts';
import { type Faults, watchFaults } from './watch-faults.ts';

/** Which door shows the window. */
export type Door = 'browser' | 'electron';

/** A window of Backlot. */
export interface OpenWindow {
  readonly page: Page;
  /** `http://127.0.0.1:…` in the browser, `app://backlot` in the Electron window. */
  readonly origin: string;
  /** What went wrong in the page; after each test there must be nothing unexpected among it. */
  readonly faults: Faults;
  readonly close: () => Promise<void>;
}

/** A window of Backlot over a data directory of its own. */
export interface OpenApp extends OpenWindow {
  readonly door: Door;
  readonly home: string;
}

export interface OpenOptions {
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** The project to open at once. */
  readonly project?: string | undefined;
  /** How the window looks; for a browser. */
  readonly look?: BrowserContextOptions | undefined;
}

/** Loads the page again where the machine's network changed under its first files: it has no say in that. */
async function loadWhole(page: Page, faults: Faults): Promise<void> {
  for (let tries = 0; tries < 3 && faults.networkChanged(); tries += 1) {
    const shown = await page
      .getByRole('main')
      .waitFor({ timeout: 2000 })
      .then(() => true)
      .catch(() => false);
    if (shown) return;
    await page.reload();
  }
}

/** Opens a link of a web host in a fresh profile of the browser. */
export async function openLink(
  browser: Browser,
  { url, origin }: Pick<RunningBacklot, 'url' | 'origin'>,
  { project, look }: Pick<OpenOptions, 'project' | 'look'> = {},
): Promise<OpenWindow> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...look,
  });
  const page = await context.newPage();
  const faults = watchFaults(page, origin);
  try {
    await page.goto(url);
    if (project !== undefined) await page.goto(`${origin}/?project=${encodeURIComponent(project)}`);
    await loadWhole(page, faults);
  } catch (error) {
    await context.close();
    throw error;
  }
  return { page, origin, faults, close: () => context.close() };
}

/** Starts a web host and opens its link in a fresh profile of the browser. */
export async function openInBrowser(browser: Browser, options: OpenOptions): Promise<OpenApp> {
  const { home, env } = options;
  const backlot = await startBacklot(home, { env });
  try {
    const window = await openLink(browser, backlot, options);
    const close = async (): Promise<void> => {
      await window.close();
      await backlot.stop();
    };
    return { ...window, door: 'browser', home, close };
  } catch (error) {
    await backlot.stop();
    throw error;
  }
}

/** Starts the built app in the Electron binary at a path. */
export async function openInElectron(
  binary: string,
  { home, env: own, project }: OpenOptions,
): Promise<OpenApp> {
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const electron = await _electron.launch({
    executablePath: binary,
    args: ['.', ...flags, ...(project === undefined ? [] : [project])],
    cwd: join(import.meta.dirname, '..'),
    env: {
      ...Object.fromEntries(
        Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
      ),
      ...own,
      BACKLOT_HOME: home,
    },
  });
  const page = await electron.firstWindow();
  const { protocol, host } = new URL(page.url());
  const origin = `${protocol}//${host}`;
  const faults = watchFaults(page, origin);
  return { door: 'electron', home, page, origin, faults, close: () => electron.close() };
}
