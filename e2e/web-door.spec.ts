import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

interface Neighbour {
  readonly origin: string;
  /** The `Cookie` headers it was sent. */
  readonly cookies: readonly string[];
  readonly server: Server;
}

/** Another program on a port of this machine, as a container with a published port is one. */
async function startNeighbour(host: string, body: string): Promise<Neighbour> {
  const cookies: string[] = [];
  const server = createServer((request, response) => {
    cookies.push(request.headers.cookie ?? '');
    response.setHeader('content-type', 'text/html').end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://${host}:${(server.address() as AddressInfo).port}`, cookies, server };
}

/** A page that tries what a page can, and shows what became of it. */
const attackOn = (origin: string): string => `<title>Neighbour</title><output></output><script type="module">
const target = '${origin}';
const told = (element, good) => new Promise((resolve) => {
  element['on' + good] = () => resolve(good);
  element.onerror = () => resolve('refused');
});
const image = new Image();
image.src = target + '/icon.svg';
const outcome = await Promise.all([
  told(new WebSocket(target.replace('http', 'ws') + '/rpc', ['backlot', 'key.']), 'open'),
  told(image, 'load'),
  fetch(target, { credentials: 'include' }).then(() => 'read', () => 'refused'),
  fetch(target, { mode: 'no-cors', credentials: 'include' }).then(() => 'sent', () => 'refused'),
  Object.keys(localStorage).length,
]);
document.querySelector('output').textContent = outcome.join(' ');
</script>`;

for (const host of ['127.0.0.1', 'localhost']) {
  test(`a page of another port on ${host} gets nothing through the browser of its owner`, async ({ app }) => {
    await expect(app.page.getByRole('main')).not.toBeEmpty();
    const neighbour = await startNeighbour(host, attackOn(app.origin));
    const page = await app.page.context().newPage();
    await page.goto(neighbour.origin);
    await expect(page.locator('output')).toHaveText('refused refused refused refused 0');
    neighbour.server.close();
  });
}

test('a neighbour that was sent the cookie still lacks the key', async ({ app }) => {
  await expect(app.page.getByRole('main')).not.toBeEmpty();
  const neighbour = await startNeighbour('127.0.0.1', '');
  const page = await app.page.context().newPage();
  await page.goto(neighbour.origin);
  // Browsers do share cookies between ports: this is why the cookie alone opens nothing.
  expect(neighbour.cookies[0]).toContain('backlot_session_');
  const { WebSocket } = await import('ws');
  const status = await new Promise<number | undefined>((resolve) => {
    new WebSocket(`${app.origin.replace('http', 'ws')}/rpc`, ['backlot'], {
      headers: { origin: app.origin, cookie: neighbour.cookies[0] ?? '' },
    })
      .on('unexpected-response', (request, response) => {
        request.destroy();
        resolve(response.statusCode);
      })
      .on('open', () => resolve(101))
      .on('error', () => {});
  });
  expect(status).toBe(401);
  neighbour.server.close();
});

test('another site can link to Backlot but not frame it', async ({ app }) => {
  await expect(app.page.getByRole('main')).not.toBeEmpty();
  const body = `<a href="${app.origin}/">open</a><iframe src="${app.origin}/"></iframe>`;
  const neighbour = await startNeighbour('localhost', body);
  const page = await app.page.context().newPage();
  await page.goto(neighbour.origin);
  await expect(page.frameLocator('iframe').getByRole('main')).toHaveCount(0);
  await page.getByText('open').click();
  await expect(page.getByRole('main')).not.toBeEmpty();
  neighbour.server.close();
});

test('a link followed from another site lets in', async ({ browserOnce, home, serveAt }) => {
  const backlot = await serveAt(home);
  const neighbour = await startNeighbour('localhost', `<a href="${backlot.url}">open</a>`);
  const context = await (await browserOnce()).newContext();
  const page = await context.newPage();
  await page.goto(neighbour.origin);
  await page.getByText('open').click();
  await expect(page.getByRole('main')).not.toBeEmpty();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('backlot.session-key'))).toHaveLength(43);
  await context.close();
  neighbour.server.close();
  expect(await backlot.stop()).toBe(0);
});

test('a used link shows another browser a plain page', async ({ app, browserOnce, home, serveAt }) => {
  const backlot = await serveAt(`${home} two`);
  const context = await (await browserOnce()).newContext();
  const page = await context.newPage();
  await page.goto(backlot.url);
  await expect(page.getByRole('main')).not.toBeEmpty();
  const other = await (await browserOnce()).newContext();
  const late = await other.newPage();
  await late.goto(backlot.url);
  await expect(late.getByRole('heading')).toHaveText('This link no longer works');
  await context.close();
  await other.close();
  expect(app.faults.unexpected()).toEqual([]);
});
