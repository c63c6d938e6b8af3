import { chromium } from '@playwright/test';
import { findExecutable, isExecutable } from '../process/find-executable.ts';
import type { PlatformFacts } from './observe-platform.ts';

/** What to do about a Chromium for the tests. */
export type BrowserAction =
  | { readonly do: 'use'; readonly path: string }
  | { readonly do: 'install'; readonly packages: readonly string[] }
  | { readonly do: 'explain'; readonly problem: string; readonly steps: readonly string[] };

/** A Chromium and plain fonts, so that screenshots show letters on a machine without any. */
export const BROWSER_PACKAGES: readonly string[] = ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'];

/** Finds a Chromium: BACKLOT_CHROMIUM, those on PATH, then Playwright's own; undefined when there is none. */
export function findBrowser(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  if (env.BACKLOT_CHROMIUM) return isExecutable(env.BACKLOT_CHROMIUM) ? env.BACKLOT_CHROMIUM : undefined;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const path = findExecutable(name, env.PATH) ?? findExecutable(name, '/usr/bin');
    if (path !== undefined) return path;
  }
  const own = chromium.executablePath();
  return isExecutable(own) ? own : undefined;
}

/**
 * Decides what to do about the browser: use the one found, install one as root on Debian, or say how.
 * `named` is what BACKLOT_CHROMIUM says.
 */
export function decideBrowserAction(
  found: string | undefined,
  facts: PlatformFacts,
  named: string | undefined,
): BrowserAction {
  if (found !== undefined) return { do: 'use', path: found };
  if (named) {
    return {
      do: 'explain',
      problem: `BACKLOT_CHROMIUM names ${named}, which can't be run`,
      steps: ['Point BACKLOT_CHROMIUM at a Chromium, or: unset BACKLOT_CHROMIUM'],
    };
  }
  // On Ubuntu the package of this name is a stand-in that asks for a snap.
  const packaged = facts.apt && facts.family === 'debian' && facts.distribution !== 'ubuntu';
  if (packaged && facts.root) return { do: 'install', packages: BROWSER_PACKAGES };
  const own = 'npx playwright install chromium    (Playwright downloads its own)';
  return {
    do: 'explain',
    problem: 'No Chromium was found for the tests that need a browser',
    steps: [packaged ? `sudo apt-get install -y ${BROWSER_PACKAGES.join(' ')}    (or: ${own})` : own],
  };
}
