import { existsSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';

const installed = process.env.BACKLOT_CHROMIUM ?? '/usr/bin/chromium';

export interface Chromium {
  /** Starts it at the first call. */
  readonly browser: () => Promise<Browser>;
  readonly close: () => Promise<void>;
}

/** The machine's Chromium, or the one that Playwright has installed for itself. */
export function openChromium(): Chromium {
  let running: Promise<Browser> | undefined;
  return {
    browser() {
      running ??= chromium.launch({
        ...(existsSync(installed) ? { executablePath: installed } : {}),
        args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
      });
      return running;
    },
    async close() {
      await (await running)?.close();
    },
  };
}
