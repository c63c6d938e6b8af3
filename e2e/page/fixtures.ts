import { join } from 'node:path';
import { type Browser, test as base, chromium, expect, type Page } from '@playwright/test';
import { startWebHost } from '../../src/main/hosts/web/start-web-host.ts';
import { fakeHandlers, type Scene } from '../../src/renderer/testing/fake-core.ts';
import { contract } from '../../src/shared/contract/contract.ts';
import { methodTable } from '../../src/shared/rpc/serve.ts';
import { chromiumFlags, findChromium } from '../find-chromium.ts';
import { type Faults, watchFaults } from '../watch-faults.ts';

export interface OpenPage {
  readonly page: Page;
  readonly faults: Faults;
  /** Ends the host, as when its process is gone. */
  readonly stop: () => Promise<void>;
}

interface Options {
  /** Which made-up world the core tells of. */
  readonly scene: Scene;
}

interface Fixtures {
  readonly open: OpenPage;
}

const rendererDir = join(import.meta.dirname, '../../out/renderer');

/** The page as built, behind the web host with its real policy, over a core of made-up data. */
export const test = base.extend<Fixtures & Options, { readonly window: Browser }>({
  scene: ['shop', { option: true }],
  window: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures used from the pattern.
    async ({}, use) => {
      const executablePath = findChromium();
      const browser = await chromium.launch({
        args: chromiumFlags,
        ...(executablePath === undefined ? {} : { executablePath }),
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  open: async ({ scene, window, viewport }, use) => {
    const ended = new AbortController();
    const methods = methodTable(contract, fakeHandlers(scene, { signal: ended.signal }));
    const host = await startWebHost({ core: { methods }, rendererDir, port: 0 });
    const context = await window.newContext({ viewport, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const faults = watchFaults(page, host.origin);
    await page.goto(host.url);
    await use({ page, faults, stop: host.close });
    await context.close();
    await host.close();
    ended.abort();
    expect(faults.unexpected(), 'what must not happen in a page').toEqual([]);
  },
});
