import { type Browser, test as base, chromium, expect } from '@playwright/test';
import { chromiumFlags, findChromium } from './find-chromium.ts';
import { findElectron } from './find-electron.ts';
import {
  type Door,
  type OpenApp,
  type OpenOptions,
  type OpenWindow,
  openInBrowser,
  openInElectron,
  openLink,
} from './open-window.ts';
import { Shell } from './pages/shell.ts';
import { type RunningCommand, runBacklot } from './run-backlot.ts';
import { type RunningBacklot, type StartOptions, startBacklot } from './start-backlot.ts';
import { makeUserFolder, type UserFolder } from './user-folder.ts';

export interface DoorOptions {
  readonly door: Door;
  /** The sample project that the window opens with: as it is, or without its backlot.yaml. */
  readonly opens: 'nothing' | 'shop' | 'bare shop';
}

type Look = Pick<OpenOptions, 'project' | 'look'>;

interface Fixtures {
  /** The user on whose machine the test plays. */
  readonly user: UserFolder;
  /** Their data directory; its path has a space and letters outside ASCII in it. */
  readonly home: string;
  /** The folder of the project that the window opens with. */
  readonly project: string | undefined;
  readonly app: OpenApp;
  /** The page objects of the open window. */
  readonly shell: Shell;
  /** Starts a web host without a window, ended after the test whatever became of it. */
  readonly serveAt: (home: string, options?: StartOptions) => Promise<RunningBacklot>;
  /** Opens a link of a web host in another browser profile. */
  readonly openAt: (host: Pick<RunningBacklot, 'url' | 'origin'>, look?: Look) => Promise<OpenWindow>;
  /** Runs a command of the user's, ended after the test whatever became of it. */
  readonly run: (args: readonly string[], cwd?: string) => RunningCommand;
}

interface WorkerFixtures {
  /** The browser of this worker, started when first asked for. */
  readonly browserOnce: () => Promise<Browser>;
}

const faultless = ({ faults }: OpenWindow): void =>
  expect(faults.unexpected(), 'what must not happen in a page').toEqual([]);

/**
 * Playwright's `test` with a window of Backlot, through the door of the project it runs in. Whatever the
 * test looks at, nothing may go wrong in its pages meanwhile.
 */
export const test = base.extend<Fixtures & DoorOptions, WorkerFixtures>({
  door: ['browser', { option: true }],
  opens: ['nothing', { option: true }],
  browserOnce: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures used from the pattern.
    async ({}, use) => {
      let started: Promise<Browser> | undefined;
      const executablePath = findChromium();
      await use(() => {
        started ??= chromium.launch({
          args: chromiumFlags,
          ...(executablePath === undefined ? {} : { executablePath }),
        });
        return started;
      });
      await (await started?.catch(() => undefined))?.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  user: async ({}, use) => {
    const user = makeUserFolder();
    await use(user);
    user.remove();
  },
  home: async ({ user }, use) => use(user.home),
  project: async ({ opens, user }, use) =>
    use(opens === 'nothing' ? undefined : await user.makeProject('shop', { bare: opens === 'bare shop' })),
  app: async (
    { door, home, user, project, browserOnce, viewport, deviceScaleFactor, colorScheme, contextOptions },
    use,
    testInfo,
  ) => {
    const electron = door === 'electron' ? findElectron() : undefined;
    if (door === 'electron' && electron === undefined) {
      const reason = "Electron's binary is not on this machine: nothing of its window is tested here.";
      console.warn(`SKIPPED ${testInfo.title}: ${reason}`);
      testInfo.skip(true, reason);
    }
    const look = {
      viewport,
      colorScheme,
      ...(deviceScaleFactor === undefined ? {} : { deviceScaleFactor }),
      ...contextOptions,
    };
    const options = { home, env: user.env, project, look };
    const window =
      electron === undefined
        ? await openInBrowser(await browserOnce(), options)
        : await openInElectron(electron, options);
    await use(window);
    await window.close();
    faultless(window);
  },
  shell: async ({ app }, use) => use(new Shell(app.page)),
  serveAt: async ({ user }, use) => {
    const running: RunningBacklot[] = [];
    await use(async (folder, options = {}) => {
      const backlot = await startBacklot(folder, { ...options, env: { ...user.env, ...options.env } });
      running.push(backlot);
      return backlot;
    });
    await Promise.all(running.map((backlot) => backlot.stop()));
  },
  openAt: async ({ browserOnce }, use) => {
    const opened: OpenWindow[] = [];
    await use(async (host, look) => {
      const window = await openLink(await browserOnce(), host, look);
      opened.push(window);
      return window;
    });
    await Promise.all(opened.map((window) => window.close()));
    opened.forEach(faultless);
  },
  run: async ({ user, home }, use) => {
    const running: RunningCommand[] = [];
    await use((args, cwd) => {
      const command = runBacklot(args, { ...user.env, BACKLOT_HOME: home }, cwd);
      running.push(command);
      return command;
    });
    await Promise.all(
      running.map(async ({ child, ended }) => {
        child.kill('SIGKILL');
        await ended;
      }),
    );
  },
});
