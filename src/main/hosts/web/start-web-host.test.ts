import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { contentSecurityPolicy } from '../content-security-policy.ts';
import { enterWebHost } from './enter-web-host.ts';
import { plainPagePolicy } from './plain-pages.ts';
import { startWebHost } from './start-web-host.ts';
import { ask, closeCode, opened, rawUpgrade, rpcSocket, sampleClient, test } from './test-web-host.ts';

const manual = { redirect: 'manual' } as const;

describe('the way in', () => {
  test('a link becomes a session, and the token leaves the address', async ({ host }) => {
    const response = await fetch(host.url, manual);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toMatch(/^\/#key=[\w-]{43}$/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(
      new RegExp(`^backlot_session_${host.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
    const [pair = ''] = cookie.split(';');
    const page = await fetch(host.origin, { headers: { cookie: pair } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>Backlot</title>');
  });

  test('without a session there is a plain page that says how to get a link', async ({ host }) => {
    for (const path of ['/', '/assets/index-12345678.js', '/nowhere']) {
      const response = await fetch(host.origin + path);
      expect(response.status).toBe(401);
      expect(await response.text()).toContain('backlot serve --link');
    }
  });

  test('newUrl gives another link for another browser', async ({ host }) => {
    const signal = AbortSignal.timeout(5_000);
    const [one, two] = [await enterWebHost(host.url, signal), await enterWebHost(host.newUrl(), signal)];
    expect(one.headers.Cookie).not.toBe(two.headers.Cookie);
    expect(one.protocols[1]).not.toBe(two.protocols[1]);
  });

  test('a used link leads the browser that used it to the page', async ({ host, entry }) => {
    const again = await fetch(host.url, { ...manual, headers: { cookie: entry.headers.Cookie } });
    expect([again.status, again.headers.get('location')]).toEqual([303, '/']);
  });

  test('a browser led here by another site is asked once to look again', async ({ host }) => {
    const led = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const refresh = async (path: string, headers: Record<string, string>) =>
      (await ask(host.origin + path, headers)).headers.refresh;
    expect(await refresh('/', led)).toBe('0; url=/?again');
    expect(await refresh('/?again', led)).toBeUndefined();
    expect(await refresh('/', {})).toBeUndefined();
  });

  test('a link followed from another site lets in by a step of our own', async ({ host }) => {
    const led = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const { statusCode, headers } = await ask(host.url, led);
    expect(statusCode).toBe(200);
    expect(headers.refresh).toMatch(/^0; url=\/#key=[\w-]{43}$/);
    expect(headers['set-cookie']).toHaveLength(1);
  });

  test('a browser that fetches ahead does not use the link up', async ({ host }) => {
    const ahead = await fetch(host.url, { ...manual, headers: { 'sec-purpose': 'prefetch;prerender' } });
    expect(ahead.status).toBe(403);
    expect((await fetch(host.url, { ...manual, method: 'HEAD' })).status).toBe(403);
    expect((await fetch(host.url, manual)).status).toBe(303);
  });

  test('behind https the cookie is secure', async ({ start }) => {
    const host = await start({ publicHosts: ['dev.example.com'] });
    const cookie = async (headers: Record<string, string>) =>
      (await ask(host.newUrl(), headers)).headers['set-cookie']?.[0];
    expect(await cookie({ host: 'dev.example.com', 'x-forwarded-proto': 'https' })).toMatch(/; Secure$/);
    expect(await cookie({ host: 'dev.example.com' })).not.toMatch(/Secure/);
    expect(await cookie({ 'x-forwarded-proto': 'https' })).not.toMatch(/Secure/);
  });
});

describe('what is served', () => {
  test('every answer carries the headers that confine the page', async ({ host, entry }) => {
    const cookie = entry.headers.Cookie;
    const answers = [
      await fetch(host.origin, { headers: { cookie } }),
      await fetch(`${host.origin}/nowhere.js`, { headers: { cookie } }),
      await fetch(host.origin),
      await fetch(host.newUrl(), manual),
      await fetch(host.origin, { method: 'DELETE' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 401, 303, 405]);
    for (const { status, headers } of answers) {
      const plain = [401, 404].includes(status);
      expect(headers.get('content-security-policy')).toBe(plain ? plainPagePolicy : contentSecurityPolicy);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('pages are never stored, files with a hash in the name stay', async ({ host, entry }) => {
    const headers = { cookie: entry.headers.Cookie };
    const page = await fetch(host.origin, { headers });
    expect(page.headers.get('cache-control')).toBe('no-store');
    const script = await fetch(`${host.origin}/assets/index-12345678.js`, { headers });
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const head = await fetch(host.origin, { headers, method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('an inverted range does no harm', async ({ host, entry }) => {
    const headers = { cookie: entry.headers.Cookie, range: 'bytes=4-2' };
    expect((await fetch(host.origin, { headers })).status).toBe(200);
  });

  test('methods answer over the socket, and a frame of 10 MB passes', async ({ entry }) => {
    const socket = await opened(rpcSocket(entry));
    const { client, connection } = sampleClient(socket);
    expect(socket.protocol).toBe('backlot');
    const large = 'é'.repeat(5 * 1024 * 1024);
    expect(await client.sample.echo(large)).toBe(large);
    const events: number[] = [];
    for await (const { cursor } of client.sample.flood({ events: 3, size: 1 })) events.push(cursor);
    expect(events).toEqual([1, 2, 3]);
    connection.close();
  });
});

describe('starting and stopping', () => {
  test('a taken port is named', async ({ page }) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const start = startWebHost({ core: { methods: new Map() }, rendererDir: page, port });
    await expect(start).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining(String(port)),
      hint: expect.stringContaining('--port'),
    });
    other.close();
  });

  test('without a built page it says how to build one', async ({ page }) => {
    const start = startWebHost({ core: { methods: new Map() }, rendererDir: join(page, 'none'), port: 0 });
    await expect(start).rejects.toMatchObject({
      code: 'prerequisite-missing',
      hint: expect.stringContaining('npm run build'),
    });
  });

  test.for([
    [{ port: 70_000 }, 'invalid-input'],
    [{ port: 1.5 }, 'invalid-input'],
    [{ bind: '203.0.113.7' }, 'invalid-input'],
    [{ publicHosts: ['https://x'] }, 'invalid-input'],
  ] as const)('%j is refused at the start', async ([options, code], { page }) => {
    const start = startWebHost({ core: { methods: new Map() }, rendererDir: page, port: 0, ...options });
    await expect(start).rejects.toMatchObject({ code });
  });

  test('other machines can reach it only when told so, and a warning says it', async ({ start }) => {
    expect((await start()).warnings).toEqual([]);
    const open = await start({ bind: '0.0.0.0' });
    expect(open.warnings.join(' ')).toMatch(/other machines/);
    expect(open.url).toContain('http://127.0.0.1:');
  });

  test('closing says goodbye to open pages, aborts their calls and stops listening', async ({
    host,
    entry,
  }) => {
    const socket = await opened(rpcSocket(entry));
    const { client } = sampleClient(socket);
    const hung = client.sample.hang({}).catch((error: unknown) => error);
    await expect.poll(host.hanging).toBe(1);
    const code = closeCode(socket);
    const idle = await fetch(host.origin);
    await idle.text();
    await Promise.all([host.close(), host.close()]);
    expect(await code).toBe(1001);
    expect(await hung).toMatchObject({ code: 'connection-closed' });
    expect(host.hanging()).toBe(0);
    await expect(fetch(host.origin)).rejects.toThrow();
  });

  test('closing does not wait longer than its bound for a peer that is silent', async ({ start }) => {
    const host = await start({ limits: { closeMs: 100 } });
    const line = await rawUpgrade(host.port, await enterWebHost(host.url, AbortSignal.timeout(5_000)));
    const gone = new Promise((resolve) => line.on('close', resolve));
    line.on('error', () => {});
    await host.close();
    await gone;
  });
});
