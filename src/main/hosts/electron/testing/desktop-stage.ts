import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { waitFor } from '../../../../../scripts/testing/wait-for.ts';
import { openChromium } from './chromium.ts';
import { type Launched, type LaunchOptions, launchApp } from './launch-app.ts';
import { type Staged, stageBuild } from './stage-build.ts';

export interface StageOptions extends Omit<LaunchOptions, 'browser'> {
  /** A folder with `out/` and `resources/`; the staged build with the test page when absent. */
  readonly root?: string;
  /** Starts the app; the main bundle as built when absent. */
  readonly enter?: (app: Launched, root: string) => Promise<unknown>;
}

export interface Desktop {
  readonly app: Launched;
  readonly window: Launched['record']['windows'][number];
  readonly contents: Launched['record']['windows'][number]['webContents'];
  readonly page: Page;
}

export interface DesktopStage {
  readonly root: () => string;
  /** What the app has logged in this test. */
  readonly logged: () => readonly string[];
  readonly start: (options?: StageOptions) => Promise<Launched>;
  /** Starts the app, lets it become ready and waits for its window to show. */
  readonly startReady: (options?: StageOptions) => Promise<Desktop>;
}

const asBuilt = (app: Launched, root: string): Promise<unknown> => app.load(join(root, 'out/main/index.js'));

/** Registers what the tests of one file share: the staged build, Chromium, and quitting every app started. */
export function desktopStage(): DesktopStage {
  const chromium = openChromium();
  const launched: Launched[] = [];
  const lines: string[] = [];
  let staged: Staged | undefined;
  const root = (): string => {
    if (!staged) throw new Error('The build is not staged yet.');
    return staged.root;
  };

  beforeAll(async () => {
    staged = await stageBuild();
  });
  beforeEach(() => {
    lines.length = 0;
    vi.spyOn(console, 'error').mockImplementation((line) => lines.push(String(line)));
  });
  afterEach(async () => {
    for (const app of launched.splice(0)) {
      app.app.quit();
      await vi.waitFor(() => expect(app.record.exits).not.toEqual([]), { timeout: 15_000 });
      await app.dispose();
    }
    vi.restoreAllMocks();
  });
  afterAll(async () => {
    await chromium.close();
    await staged?.remove();
  });

  const start = async ({ root: from, enter = asBuilt, ...options }: StageOptions = {}): Promise<Launched> => {
    const app = await launchApp({ browser: await chromium.browser(), ...options });
    launched.push(app);
    await enter(app, from ?? root());
    return app;
  };

  const startReady = async (options: StageOptions = {}): Promise<Desktop> => {
    const app = await start(options);
    app.app.become();
    const window = await waitFor(() => {
      const [first] = app.record.windows;
      if (!first) throw new Error('no window yet');
      return first;
    });
    await vi.waitFor(() => expect(window.calls).toContain('show'), { timeout: 20_000 });
    return { app, window, contents: window.webContents, page: await window.webContents.page() };
  };

  return { root, logged: () => lines, start, startReady };
}
