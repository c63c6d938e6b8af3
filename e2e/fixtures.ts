import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, test as base, chromium } from '@playwright/test';
import { chromiumFlags, findChromium } from './find-chromium.ts';
import { findElectron } from './find-electron.ts';
import { type Door, type OpenWindow, openInBrowser, openInElectron } from './open-window.ts';
import { Shell } from './pages/shell.ts';
import { type RunningBacklot, startBacklot } from './start-backlot.ts';

export interface DoorOptions {
  readonly door: Door;
}

interface Fixtures {
  /** An empty data directory whose path has a space and a letter outside ASCII in it. */
  readonly home: string;
  readonly app: OpenWindow;
  /** Starts a web host without a window, ended after the test whatever became of it. */
  readonly serveAt: (home: string) => Promise<RunningBacklot>;
  /** The page objects of the open window. */
  readonly shell: Shell;
}

interface WorkerFixtures {
  /** The browser of this worker, started when first asked for. */
  readonly browserOnce: () => Promise<Browser>;
}

/** Playwright's `test` with a window of Backlot, through the door of the project it runs in. */
export const test = base.extend<Fixtures & DoorOptions, WorkerFixtures>({
  door: ['browser', { option: true }],
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
  home: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'backlot é2e '));
    await use(join(folder, 'home'));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  app: async ({ door, home, browserOnce }, use, testInfo) => {
    const electron = door === 'electron' ? findElectron() : undefined;
    if (door === 'electron' && electron === undefined) {
      const reason = "Electron's binary is not on this machine: nothing of its window is tested here.";
      console.warn(`SKIPPED ${testInfo.title}: ${reason}`);
      testInfo.skip(true, reason);
    }
    const window =
      electron === undefined
        ? await openInBrowser(await browserOnce(), home)
        : await openInElectron(electron, home);
    await use(window);
    await window.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  serveAt: async ({}, use) => {
    const running: RunningBacklot[] = [];
    await use(async (folder) => {
      const backlot = await startBacklot(folder);
      running.push(backlot);
      return backlot;
    });
    await Promise.all(running.map((backlot) => backlot.stop()));
  },
  shell: async ({ app }, use) => use(new Shell(app.page)),
});
