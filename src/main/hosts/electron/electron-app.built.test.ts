import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { waitFor } from '../../../../scripts/testing/wait-for.ts';
import { desktopStage, type StageOptions } from './testing/desktop-stage.ts';
import type { Launched } from './testing/launch-app.ts';
import { hasPage, projectRoot } from './testing/stage-build.ts';

const stage = desktopStage();
const { startReady } = stage;
const start = (options: StageOptions): Promise<Launched> => stage.start(options);

const call = (page: Page, method: string, input: unknown): Promise<unknown> =>
  page.evaluate(`testPage.call(${JSON.stringify(method)}, ${JSON.stringify(input)})`);

describe('the page and its port', () => {
  test('the page is served from app://backlot and calls go to the core and back', async () => {
    const { app, contents, page } = await startReady();
    await expect(call(page, 'app.info', {})).resolves.toMatchObject({
      value: { host: 'electron', home: app.home },
    });
    await expect(call(page, 'nothing.here', {})).resolves.toMatchObject({
      error: { code: 'unknown-method' },
    });
    expect(contents.outside).toEqual([]);
  });

  test('topic events arrive', async () => {
    const { page } = await startReady();
    await page.evaluate(`testPage.follow('changes')`);
    await call(page, 'rehearsal.start', { steps: 1, stepMs: 10 });
    await waitFor(async () =>
      expect(await page.evaluate('testPage.events()')).toContainEqual(
        expect.objectContaining({ state: 'succeeded' }),
      ),
    );
  });

  test('10 MB go there and back, and 10,000 calls are in flight', async () => {
    const { page } = await startReady();
    expect(await page.evaluate('testPage.bigEcho(10 * 1024 * 1024)')).toBe(true);
    expect(await page.evaluate('testPage.manyCalls(10000)')).toBe(10_000);
  });

  test('a page that loads again gets a new port', async () => {
    const { contents, page } = await startReady();
    await contents.load('app://backlot/again');
    await expect(call(page, 'app.info', {})).resolves.toHaveProperty('value');
  });
});

describe('one app on the desktop', () => {
  test('a second start quits, after handing its arguments on', async () => {
    const app = await start({ firstInstance: false, args: ['shop'] });
    expect(app.record.quits).toBe(1);
    expect(app.record.lockData).toEqual({ args: ['shop'], directory: process.cwd() });
    app.app.become();
    expect(app.record.windows).toEqual([]);
    expect(app.record.paths.get('userData')).toBe(join(app.home, 'window'));
  });

  test('a second start brings the window to the front and opens its folder', async () => {
    const { app, window, page } = await startReady();
    await page.evaluate(`testPage.follow('requests')`);
    window.minimised = true;
    app.app.emit('second-instance', {}, [], '/', { args: ['shop'], directory: '/home/ada' });
    expect(window.calls.slice(-3)).toEqual(['restore', 'show', 'focus']);
    await waitFor(async () =>
      expect(await page.evaluate('testPage.events()')).toEqual([
        { kind: 'open-project', path: '/home/ada/shop' },
      ]),
    );
    app.app.emit('second-instance', {}, ['--x'], '/', 'not what we send');
    expect(window.calls.at(-1)).toBe('focus');
  });

  test('deep links of the start and of the system reach the page; others are ignored', async () => {
    const { app, page } = await startReady({ packaged: true, args: ['backlot://operation/a1'] });
    expect(app.record.protocolClients).toEqual(['backlot']);
    const prevent = { preventDefault: vi.fn() };
    app.app.emit('open-url', prevent, 'backlot://open?path=/home/ada/shop');
    app.app.emit('open-url', prevent, 'backlot://remove?path=/home/ada/shop');
    app.app.emit('second-instance', {}, [], '/', { args: ['backlot://open?path=relative'], directory: '/' });
    await page.evaluate(`testPage.follow('requests')`);
    await waitFor(async () =>
      expect(await page.evaluate('testPage.events()')).toEqual([
        { kind: 'show-operation', id: 'a1' },
        { kind: 'open-project', path: '/home/ada/shop' },
      ]),
    );
    expect(stage.logged().filter((line) => line.includes('Ignored the link'))).toHaveLength(2);
  });

  test('the system dialog for a folder answers the page', async () => {
    const { page } = await startReady({ folder: '/home/ada/shop' });
    await expect(call(page, 'desktop.chooseFolder', { title: 'Open project' })).resolves.toEqual({
      value: { path: '/home/ada/shop' },
    });
  });

  test('a text is written where the dialog of the system says, and nowhere else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'backlot-save-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'receipt.md');
    const { app, page } = await startReady({ savesAs: file });
    const input = { title: 'Save the receipt', name: 'receipt-staging.md', text: '# Receipt\n' };
    await expect(call(page, 'desktop.saveText', input)).resolves.toEqual({ value: { path: file } });
    expect(app.record.saveDialogs).toEqual([
      { title: 'Save the receipt', defaultPath: 'receipt-staging.md' },
    ]);
    expect([await readdir(folder), await readFile(file, 'utf8')]).toEqual([['receipt.md'], '# Receipt\n']);
    for (const name of ['../receipt.md', '/etc/receipt.md', 'a\\b.md', ''])
      await expect(call(page, 'desktop.saveText', { ...input, name })).resolves.toMatchObject({
        error: { code: 'invalid-input' },
      });
    expect(app.record.saveDialogs).toHaveLength(1);
  });

  test('a file of any kind is written as it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'backlot-save-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'bill.pdf');
    const { page } = await startReady({ savesAs: file });
    const input = { title: 'Save the attachment', name: 'bill.pdf', base64: 'AAEC/w==' };
    await expect(call(page, 'desktop.saveBytes', input)).resolves.toEqual({ value: { path: file } });
    expect([...(await readFile(file))]).toEqual([0, 1, 2, 255]);
    for (const wrong of [{ name: '../bill.pdf' }, { base64: 'no base64' }])
      await expect(call(page, 'desktop.saveBytes', { ...input, ...wrong })).resolves.toMatchObject({
        error: { code: 'invalid-input' },
      });
  });

  test('a dialog that is dismissed saves nothing; a folder that is closed is told', async () => {
    const input = { title: 'Save the receipt', name: 'receipt.md', text: 'x' };
    const dismissed = await startReady();
    await expect(call(dismissed.page, 'desktop.saveText', input)).resolves.toEqual({ value: {} });
    const missing = await startReady({ savesAs: '/proc/nowhere/receipt.md' });
    await expect(call(missing.page, 'desktop.saveText', input)).resolves.toMatchObject({
      error: { message: expect.stringContaining("can't be written") },
    });
  });

  test('an operation that ends is a notification when the window is not in front; a click shows it', async () => {
    const { app, window, page } = await startReady();
    await page.evaluate(`testPage.follow('requests')`);
    await call(page, 'rehearsal.start', { steps: 1, stepMs: 1, failAt: 1, width: 1 });
    await waitFor(() => expect(app.record.notifications).toHaveLength(1));
    const [notification] = app.record.notifications;
    expect(notification?.options.title).toMatch(/: failed$/);
    notification?.emit('click');
    expect(window.calls.at(-1)).toBe('focus');
    await waitFor(async () =>
      expect(await page.evaluate('testPage.events()')).toEqual([
        { kind: 'show-operation', id: expect.any(String) },
      ]),
    );
  });

  test('no notification for a window in front, nor when the user wants none', async () => {
    const { app, window, page } = await startReady();
    await page.evaluate(`testPage.follow('changes')`);
    const run = async (count: number): Promise<void> => {
      await call(page, 'rehearsal.start', { steps: 1, stepMs: 1, width: 1 });
      await waitFor(async () => {
        const seen = await page.evaluate<{ id: string; state: string }[]>('testPage.events()');
        expect(new Set(seen.filter(({ state }) => state === 'succeeded').map(({ id }) => id)).size).toBe(
          count,
        );
      });
    };
    window.focused = true;
    await run(1);
    window.focused = false;
    await call(page, 'app.setPreferences', { notifications: false });
    await run(2);
    expect(app.record.notifications).toEqual([]);
  });

  test('while an operation runs the tray shows it, and closing the window does not end the app', async () => {
    const { app, window, page } = await startReady();
    const [tray] = app.record.trays;
    const lines = () => tray?.menu.map(({ label }) => label);
    expect(lines()).toContain('No operation running');
    await call(page, 'rehearsal.start', { steps: 1, stepMs: 1500, width: 1 });
    await waitFor(() => expect(lines()).toContain('1 operation running'));
    await window.shut();
    expect(app.record.quits).toBe(0);
    await vi.waitFor(() => expect(app.record.exits).toEqual([0]), { timeout: 15_000 });
    expect(app.record.notifications).toHaveLength(1);
  });

  test('a data directory that can not be one is what the page is told', async () => {
    const { page } = await startReady({ home: join(stage.root(), 'package.json') });
    await expect(call(page, 'app.info', {})).resolves.toMatchObject({
      error: { code: expect.stringMatching(/^home-/), hint: expect.any(String) },
    });
  });

  test('the tray opens and quits the app', async () => {
    const { app, window } = await startReady();
    const choose = (label: string): void => {
      const item = app.record.trays[0]?.menu.find((candidate) => candidate.label === label);
      Reflect.apply(item?.click ?? (() => {}), undefined, []);
    };
    choose('Open Backlot');
    expect(window.calls.at(-1)).toBe('focus');
    choose('Quit Backlot');
    await vi.waitFor(() => expect(app.record.exits).toEqual([0]), { timeout: 15_000 });
  });

  test('the theme chosen in the app is the window’s, and kept for the next start', async () => {
    const { app, page } = await startReady();
    await call(page, 'app.setPreferences', { theme: 'dark' });
    await waitFor(() => expect(app.nativeTheme.themeSource).toBe('dark'));
    await waitFor(async () =>
      expect(JSON.parse(await readFile(join(app.home, 'window.json'), 'utf8'))).toMatchObject({
        theme: 'dark',
      }),
    );
  });

  test('the menu offers doctor and a link of the allow-list', async () => {
    const { app, page } = await startReady();
    const help = app.record.menu.find(({ role }) => role === 'help')?.submenu;
    for (const item of Array.isArray(help) ? help : [])
      Reflect.apply(item.click ?? (() => {}), undefined, []);
    expect(app.record.external).toEqual(['https://docs.docker.com/reference/compose-file/']);
    await page.evaluate(`testPage.follow('requests')`);
    await waitFor(async () =>
      expect(await page.evaluate('testPage.events()')).toEqual([{ kind: 'show-doctor' }]),
    );
  });

  test('closing the window keeps its place and, with nothing running, quits', async () => {
    const { app, window } = await startReady();
    window.bounds = { x: 10, y: 20, width: 1000, height: 700 };
    window.maximised = true;
    await window.shut();
    await vi.waitFor(() => expect(app.record.exits).toEqual([0]), { timeout: 15_000 });
    expect(JSON.parse(await readFile(join(app.home, 'window.json'), 'utf8'))).toMatchObject({
      bounds: window.bounds,
      maximised: true,
    });
    expect(app.record.trays[0]?.destroyed).toBe(true);
  });
});

test.skipIf(!hasPage())('the product’s own page loads under the policy and speaks to the core', async () => {
  const { contents, page } = await startReady({ root: projectRoot });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.addInitScript(`
    window.violations = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
      window.violations.push([effectiveDirective, blockedURI, sourceFile].join(' ')));
  `);
  await contents.load('app://backlot/');
  await waitFor(() => expect(contents.fromPage.some((frame) => String(frame).includes('"t":'))).toBe(true));
  expect(await page.evaluate('window.violations')).toEqual([]);
  expect(problems).toEqual([]);
  expect(contents.outside).toEqual([]);
});
