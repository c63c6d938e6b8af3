import { defineConfig } from '@playwright/test';
import type { DoorOptions } from './e2e/fixtures.ts';

/** Those that need a web host of their own, and those for which one door is enough. */
const webAlone = [
  'isolation.spec.ts',
  'web-door.spec.ts',
  'recovery.spec.ts',
  'two-windows.spec.ts',
  'doors.spec.ts',
];

/** Those of a made-up core, and the one that makes pictures for the documents. */
const notOfTheDoors = ['page/**', 'screenshots.spec.ts'];

/**
 * Every spec runs through both doors that show a window, but for what only one of them has; see
 * e2e/fixtures.ts for what a test gets.
 */
export default defineConfig<DoorOptions>({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  // Bounds for what hangs, not for what is slow: machines that run tests are busy.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  use: {
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
  },
  projects: [
    { name: 'browser', use: { door: 'browser' }, testIgnore: notOfTheDoors },
    { name: 'electron', use: { door: 'electron' }, testIgnore: [...notOfTheDoors, ...webAlone] },
    // The page as built over a core of made-up data: every state of every screen can be had at once.
    { name: 'page', testMatch: 'page/*.spec.ts' },
  ],
});
