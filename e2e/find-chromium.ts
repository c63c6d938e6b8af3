import { existsSync } from 'node:fs';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Chromium on this machine; `undefined` leaves the choice to Playwright's own download. */
export const findChromium = (): string | undefined =>
  process.env.BACKLOT_CHROMIUM ?? known.find((path) => existsSync(path));

/** Quiet and self-contained: it asks nothing of any network by itself. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
];
