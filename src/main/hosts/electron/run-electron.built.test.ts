import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { waitFor } from '../../../../scripts/testing/wait-for.ts';
import { methodTable } from '../../../shared/rpc/serve.ts';
import { trialContract } from '../../../shared/rpc/testing/trial-contract.ts';
import { createTrial } from '../../../shared/rpc/testing/trial-handlers.ts';
import type { Core, CoreOptions } from '../../core/core.ts';
import { desktopStage, type StageOptions } from './testing/desktop-stage.ts';
import type { Launched } from './testing/launch-app.ts';

type Errors = typeof import('../../../shared/errors.ts');
type Runner = typeof import('./run-electron.ts');

const stage = desktopStage();
const sources = join(import.meta.dirname, '../../..');

/** Runs the host from its sources with a core of the test's own. */
const withCore = (
  startCore: (options: CoreOptions, app: Launched) => Promise<Core>,
  stopMs = 5000,
): StageOptions => ({
  async enter(app, root) {
    const { runElectron } = (await app.load(join(sources, 'main/hosts/electron/run-electron.ts'))) as Runner;
    runElectron({ home: app.home, root, stopMs, startCore: (options) => startCore(options, app) });
  },
});

const trialCore = (stop: () => Promise<void> = async () => {}) => {
  const trial = createTrial();
  const core: Core = { home: '', methods: methodTable(trialContract, trial.handlers), stop: vi.fn(stop) };
  return { trial, core };
};

test('closing the window closes the carrier and aborts what the page had asked for', async () => {
  const { trial, core } = trialCore();
  const { window, page } = await stage.startReady(withCore(async () => core));
  await page.evaluate(`void testPage.call('trial.wait', { name: 'one' })`);
  await page.evaluate(`void testPage.call('trial.wait', { name: 'two' })`);
  await waitFor(() => expect(trial.begun()).toBe(2));
  await window.shut();
  await waitFor(() => expect(trial.aborted).toEqual(['one', 'two']));
});

test('loading the page again aborts what the page before had asked for', async () => {
  const { trial, core } = trialCore();
  const { contents, page } = await stage.startReady(withCore(async () => core));
  await page.evaluate(`void testPage.call('trial.wait', { name: 'before' })`);
  await waitFor(() => expect(trial.begun()).toBe(1));
  await contents.load('app://backlot/again');
  await waitFor(() => expect(trial.aborted).toEqual(['before']));
});

test('a page whose process dies loads again, but not over and over', async () => {
  const { trial, core } = trialCore();
  const { contents, page } = await stage.startReady(withCore(async () => core));
  await page.evaluate(`void testPage.call('trial.wait', { name: 'lost' })`);
  await waitFor(() => expect(trial.begun()).toBe(1));
  contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  await waitFor(() => expect(trial.aborted).toEqual(['lost']));
  contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  expect(contents.reloads).toBe(1);
});

test('the window shows while the core is still starting; calls wait for it', async () => {
  const { core } = trialCore();
  const { promise, resolve } = Promise.withResolvers<Core>();
  const { page } = await stage.startReady(withCore(() => promise));
  await page.evaluate(`window.waiting = testPage.call('trial.echo', { text: 'early' }), undefined`);
  resolve(core);
  expect(await page.evaluate('window.waiting')).toEqual({ value: { text: 'early' } });
});

test('a core that can not start answers every call with why', async () => {
  const { page } = await stage.startReady(
    withCore(async (_, app) => {
      const { BacklotError } = (await app.load(join(sources, 'shared/errors.ts'))) as Errors;
      throw new BacklotError('store-newer', 'The database was written by a newer Backlot.', {
        hint: 'Update the app.',
      });
    }),
  );
  expect(await page.evaluate(`testPage.call('app.info', {})`)).toMatchObject({
    error: { code: 'store-newer', hint: 'Update the app.' },
  });
  await page.evaluate(`testPage.follow('changes')`);
  await waitFor(async () =>
    expect(await page.evaluate('testPage.events()')).toMatchObject([{ code: 'store-newer' }]),
  );
});

test('quitting stops the core before the app exits', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { core } = trialCore(() => promise);
  const { app } = await stage.startReady(withCore(async () => core));
  app.app.quit();
  await waitFor(() => expect(core.stop).toHaveBeenCalledOnce());
  app.app.quit();
  expect(app.record.exits).toEqual([]);
  resolve();
  await waitFor(() => expect(app.record.exits).toEqual([0]));
  expect(core.stop).toHaveBeenCalledOnce();
});

test('a core that hangs does not keep the app from quitting', async () => {
  const { core } = trialCore(() => new Promise(() => {}));
  const { app } = await stage.startReady(withCore(async () => core, 50));
  app.app.quit();
  await waitFor(() => expect(app.record.exits).toEqual([0]));
  expect(stage.logged().join()).toContain('did not stop in time');
});

test('the core gets the keychain; without one it gets none, and the log says so', async () => {
  const given: CoreOptions[] = [];
  const { core } = trialCore();
  const options = withCore(async (passed) => {
    given.push(passed);
    return core;
  });
  await stage.startReady(options);
  await waitFor(() => expect(given).toHaveLength(1));
  await stage.startReady({ ...options, backend: 'basic_text' });
  await waitFor(() => expect(given).toHaveLength(2));
  expect(given[1]).toMatchObject({ host: 'electron', secrets: undefined });
  if (process.platform === 'linux') {
    expect(given[0]?.secrets?.keeper).toBe('the Secret Service keyring');
    expect(stage.logged().join()).toContain('kept in a key file instead');
  }
});
