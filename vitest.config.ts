import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    reporters: ['default'],
    maxWorkers: '100%',
    // A condition that is waited for comes late on a busy machine; one that never comes fails all the same.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        test: {
          name: 'unit',
          // Long, for machines that are busy with more than this; a test that hangs is found all the same.
          testTimeout: 60_000,
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/*.docker.test.ts', '**/*.built.test.ts'],
          environment: 'node',
          // A worker for each of 280 files would take longer than most of them: each leaves nothing behind.
          isolate: false,
          // Read as it is, for the contrast of the colours; other style sheets are left out.
          css: { include: [/tokens[.]css/] },
        },
      },
      {
        // Needs a Docker engine; `npm test` starts one where it may.
        test: {
          name: 'docker',
          ...(process.env.BACKLOT_NO_ENGINE ? { runner: './scripts/testing/skip-without-engine.ts' } : {}),
          include: ['src/**/*.docker.test.ts', 'scripts/**/*.docker.test.ts'],
          environment: 'node',
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      {
        // Drives the bundles in out/ as built, some with Chromium on the other end.
        test: {
          name: 'built',
          include: ['src/**/*.built.test.ts'],
          environment: 'node',
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
