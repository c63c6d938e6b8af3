import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { chromiumFlags, findChromium } from '../e2e/find-chromium.ts';
import { startBacklot } from '../e2e/start-backlot.ts';
import { makeRow } from '../scripts/bench/make-row.ts';
import { runCommand } from '../scripts/process/run-command.ts';
import { createSample } from '../src/main/core/project/create-sample.ts';
import type { Bench } from './bench.ts';

const root = join(import.meta.dirname, '..');

/** Milliseconds from opening a one-time link, with an empty cache, until a card of the graph takes clicks. */
async function untilInteractive(browser: Browser, home: string): Promise<number> {
  const host = await startBacklot(home);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const begun = performance.now();
    await page.goto(host.url, { waitUntil: 'commit' });
    await page.locator('.react-flow__node').first().click({ trial: true });
    return performance.now() - begun;
  } finally {
    await context.close();
    await host.stop();
  }
}

const page: Bench = {
  name: 'page',
  async run({ rounds, signal }) {
    const folder = await mkdtemp(join(tmpdir(), 'backlot-bench-'));
    const home = join(folder, 'data');
    const executablePath = findChromium();
    const browser = await chromium.launch({
      args: chromiumFlags,
      ...(executablePath === undefined ? {} : { executablePath }),
    });
    try {
      const { path } = await createSample(join(root, 'resources/sample'), join(folder, 'shop'), signal);
      const env = { ...process.env, BACKLOT_HOME: home };
      await runCommand(
        process.execPath,
        [join(root, 'bin/backlot'), 'preferences', 'set', 'lastProject', path],
        {
          signal,
          env,
        },
      );
      await untilInteractive(browser, home);
      const times: number[] = [];
      for (let round = 0; round < rounds; round += 1) times.push(await untilInteractive(browser, home));
      return [
        makeRow({
          name: 'web host to interactive graph in Chromium',
          limit: 1000,
          unit: 'ms',
          rounds: times,
        }),
      ];
    } finally {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export default page;
