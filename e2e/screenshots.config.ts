import { defineConfig } from '@playwright/test';
import type { DoorOptions } from './fixtures.ts';

/** Makes the pictures of the documents: `npm run screenshots`. Each machine draws its own, so no test compares them. */
export default defineConfig<DoorOptions>({
  testDir: '.',
  testMatch: 'screenshots.spec.ts',
  outputDir: '../test-results/screenshots',
  reporter: 'list',
  // One after the other: they share a folder.
  workers: 1,
  timeout: 60_000,
  use: { door: 'browser', viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
});
