import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, vi } from 'vitest';
import { waitFor } from '../../../../scripts/testing/wait-for.ts';
import { contentSecurityPolicy } from '../content-security-policy.ts';
import { desktopStage, type StageOptions } from './testing/desktop-stage.ts';
import type { Launched } from './testing/launch-app.ts';
import type { PageReport } from './testing/page/test-page.ts';
import { projectRoot } from './testing/stage-build.ts';

const stage = desktopStage();
const { startReady } = stage;
const start = (options: StageOptions): Promise<Launched> => stage.start(options);

const call = (page: Page, method: string, input: unknown): Promise<unknown> =>
  page.evaluate(`testPage.call(${JSON.stringify(method)}, ${JSON.stringify(input)})`);
const report = async (page: Page): Promise<PageReport> => page.evaluate<PageReport>('testPage.report()');

test('a frame inside the page, another origin and another window get no port', async () => {
  const { app, page } = await startReady();
  const handed = vi.fn();
  const ask = (sender: unknown, senderFrame: unknown) =>
    app.ipcMain.emit('backlot:connect', { sender, senderFrame });
  const [window] = app.record.windows;
  const own = window?.webContents;
  const frame = { url: 'app://backlot/', origin: 'app://backlot', parent: null, postMessage: handed };
  ask(own, { ...frame, parent: {} });
  ask(own, { ...frame, url: 'https://evil.example/', origin: 'https://evil.example' });
  ask(own, { ...frame, origin: 'null' });
  ask({ id: -1 }, frame);
  ask(own, null);
  expect(handed).not.toHaveBeenCalled();
  expect(stage.logged().filter((line) => line.includes('Refused a port'))).toHaveLength(5);
  // A real frame of the real page, that has got hold of the channel by itself.
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement('iframe'), { name: 'inner' }))`,
  );
  const inner = await waitFor(() => {
    const found = page.frames().find((candidate) => candidate.parentFrame() !== null);
    if (!found) throw new Error('no frame yet');
    return found;
  });
  await inner.evaluate(`__standInSend('backlot:connect', [])`);
  await waitFor(() =>
    expect(stage.logged().filter((line) => line.includes('a frame inside the page'))).toHaveLength(2),
  );
  await expect(call(page, 'app.info', {})).resolves.toHaveProperty('value');
});

test('inline scripts and eval are blocked by the policy, and nothing of Node is there', async () => {
  const { page } = await startReady();
  expect(await report(page)).toMatchObject({ inline: false, evaluated: 'EvalError', globals: [] });
  await waitFor(async () => expect((await report(page)).violations).toEqual(['script-src']));
});

test('every answer carries the policy; nothing outside the page is served', async () => {
  const { app } = await startReady();
  const handle = app.record.handlers.get('app');
  if (!handle) throw new Error('no handler');
  const ask = (address: string) => handle(new Request(address, { headers: { accept: 'text/html' } }));
  for (const [path, status] of [
    ['', 200],
    ['operations/1', 200],
    ['missing.js', 404],
    ['..%2f..%2fpackage.json', 404],
    ['%2e%2e/main/index.js', 404],
    ['..%5c..%5cpackage.json', 404],
    ['assets/%2e%2e/%2e%2e/main/index.js', 404],
  ] as const) {
    const answer = await ask(`app://backlot/${path}`);
    expect([path, answer.status]).toEqual([path, status]);
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).not.toContain('"dependencies"');
  }
  expect((await ask('app://elsewhere/')).status).toBe(404);
});

test('the page can not navigate away, nor can a frame, nor a redirect', async () => {
  const { contents, page } = await startReady();
  await page.evaluate(`void (location.href = 'https://evil.example/')`);
  await waitFor(() =>
    expect(stage.logged().join()).toContain('Refused to navigate to https://evil.example/'),
  );
  expect(contents.outside).toEqual([]);
  for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
    for (const url of [
      'https://evil.example/',
      'file:///etc/passwd',
      'data:text/html,x',
      'app://other/',
      '',
    ]) {
      expect([name, url, contents.ask(name, { url })]).toEqual([name, url, false]);
    }
    expect(contents.ask(name, { url: 'app://backlot/operations' })).toBe(true);
  }
  const text = { url: 'about:srcdoc', isMainFrame: false };
  expect(contents.ask('will-frame-navigate', text)).toBe(true);
  expect(contents.ask('will-frame-navigate', { ...text, isMainFrame: true })).toBe(false);
  expect(contents.ask('will-navigate', text)).toBe(false);
  await expect(call(page, 'app.info', {})).resolves.toHaveProperty('value');
});

test('no popup opens; a link on the allow-list goes to the browser, another nowhere', async () => {
  const { app, contents, page } = await startReady();
  const link = 'https://docs.docker.com/engine/install/';
  for (const address of [link, 'https://evil.example/', 'http://docs.docker.com/']) {
    await page.evaluate(`void window.open(${JSON.stringify(address)})`);
  }
  await waitFor(() => expect(contents.opened).toHaveLength(3));
  expect(contents.opened.map(({ response }) => response.action)).toEqual(['deny', 'deny', 'deny']);
  expect(app.record.external).toEqual([link]);
  expect(contents.outside).toEqual([]);
  expect(app.record.windows).toHaveLength(1);
  await waitFor(() => expect(page.context().pages()).toHaveLength(1));
});

test('a webview is not attached', async () => {
  const { contents } = await startReady();
  expect(contents.ask('will-attach-webview', { url: 'https://evil.example/' })).toBe(false);
});

test('permissions and devices are denied, but copying from our own page', async () => {
  const { app } = await startReady();
  const { guards } = app;
  const asked = (permission: string, origin: string): { request: unknown; check: unknown } => {
    let request: unknown;
    const details = { requestingUrl: `${origin}/`, isMainFrame: true };
    Reflect.apply(guards.setPermissionRequestHandler ?? (() => {}), undefined, [
      null,
      permission,
      (granted: boolean) => {
        request = granted;
      },
      details,
    ]);
    const check: unknown = Reflect.apply(guards.setPermissionCheckHandler ?? (() => {}), undefined, [
      null,
      permission,
      origin,
      details,
    ]);
    return { request, check };
  };
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'usb',
    'openExternal',
  ]) {
    expect([permission, asked(permission, 'app://backlot')]).toEqual([
      permission,
      { request: false, check: false },
    ]);
  }
  expect(asked('clipboard-sanitized-write', 'app://backlot')).toEqual({ request: true, check: true });
  expect(asked('clipboard-sanitized-write', 'https://evil.example')).toEqual({
    request: false,
    check: false,
  });
  expect(Reflect.apply(guards.setDevicePermissionHandler ?? (() => true), undefined, [{}])).toBe(false);
  const streams = vi.fn();
  Reflect.apply(guards.setDisplayMediaRequestHandler ?? (() => {}), undefined, [{}, streams]);
  expect(streams).toHaveBeenCalledWith({});
});

test('the window has every guard of the checklist', async () => {
  const { app, window } = await startReady();
  expect(window.options.webPreferences).toEqual({
    preload: join(stage.root(), 'out/preload/index.cjs'),
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    spellcheck: false,
    devTools: false,
  });
  expect(app.record.sandboxed).toBe(true);
  expect(app.record.schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
});

test('the preload is one file that asks for electron alone and opens no bridge', async () => {
  const source = await readFile(join(projectRoot, 'out/preload/index.cjs'), 'utf8');
  expect(source.match(/require\([^)]*\)/g)).toEqual(['require("electron")']);
  expect(source).not.toMatch(/contextBridge|exposeInMainWorld|import\(/);
});

test.each(['remote-debugging-port', 'inspect', 'disable-web-security'])(
  'a packaged app does not start with --%s',
  async (name) => {
    const app = await start({ packaged: true, switches: [name] });
    app.app.become();
    expect(app.record.exits).toEqual([2]);
    expect(app.record.windows).toEqual([]);
  },
);
