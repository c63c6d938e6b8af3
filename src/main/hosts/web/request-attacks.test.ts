import { describe, expect } from 'vitest';
import { enterWebHost } from './enter-web-host.ts';
import { rawExchange, test } from './test-web-host.ts';

const request = (...lines: readonly string[]): string => [...lines, 'Connection: close', '', ''].join('\r\n');

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+) /.exec(answer)?.[1] ?? 0);

describe('who is asked for', () => {
  test('a name that was rebound to this address is refused', async ({ host, entry }) => {
    for (const name of ['evil.example', `evil.example:${host.port}`, '127.0.0.1', '127.0.0.1:1', '']) {
      const answer = await rawExchange(
        host.port,
        request('GET / HTTP/1.1', `Host: ${name}`, `Cookie: ${entry.headers.Cookie}`),
      );
      expect(statusOf(answer)).toBe(421);
      expect(answer).not.toContain('<title>');
    }
    expect(host.log.join('\n')).toContain('evil.example');
  });

  test('a rebound name does not use a link up', async ({ host }) => {
    const { search } = new URL(host.url);
    const answer = await rawExchange(host.port, request(`GET /${search} HTTP/1.1`, 'Host: evil.example'));
    expect(statusOf(answer)).toBe(421);
    expect(host.log.join('\n')).not.toContain(search.slice(7));
    await enterWebHost(host.url, AbortSignal.timeout(5_000));
  });

  test('no host, two hosts, an old protocol and a full address as target are refused', async ({
    host,
    entry,
  }) => {
    const own = `Host: 127.0.0.1:${host.port}`;
    const cookie = `Cookie: ${entry.headers.Cookie}`;
    const shapes = [
      ['GET / HTTP/1.1', cookie],
      ['GET / HTTP/1.0', cookie],
      ['GET / HTTP/1.1', own, 'Host: evil.example', cookie],
      ['GET / HTTP/1.1', own, own, cookie],
      [`GET http://127.0.0.1:${host.port}/ HTTP/1.1`, own, cookie],
      ['GET http://evil.example/ HTTP/1.1', own, cookie],
      ['GET //evil.example/ HTTP/1.1', own, cookie],
      ['GET \\..\\secret HTTP/1.1', own, cookie],
    ];
    for (const shape of shapes) {
      expect([shape, statusOf(await rawExchange(host.port, request(...shape)))]).toEqual([shape, 400]);
    }
  });
});

describe('who asks', () => {
  test('a request of another page is refused, whatever cookie it brings', async ({ host, entry }) => {
    const cookie = entry.headers.Cookie;
    const foreign = [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: `http://localhost:${host.port}` },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    ];
    for (const headers of foreign) {
      const answer = await rawExchange(
        host.port,
        request(
          'GET / HTTP/1.1',
          `Host: 127.0.0.1:${host.port}`,
          `Cookie: ${cookie}`,
          ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
        ),
      );
      expect([headers, statusOf(answer)]).toEqual([headers, 403]);
    }
  });

  test('a preflight gets no permission', async ({ host }) => {
    const answer = await rawExchange(
      host.port,
      request(
        'OPTIONS /rpc HTTP/1.1',
        `Host: 127.0.0.1:${host.port}`,
        'Origin: http://evil.example',
        'Access-Control-Request-Method: GET',
        'Access-Control-Request-Private-Network: true',
      ),
    );
    expect(statusOf(answer)).toBe(405);
    expect(answer.toLowerCase()).not.toContain('access-control-');
  });

  test.for(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'CONNECT'])(
    '%s is not answered',
    async (method, { host, entry }) => {
      const target = method === 'CONNECT' ? 'evil.example:443' : '/';
      const answer = await rawExchange(
        host.port,
        request(
          `${method} ${target} HTTP/1.1`,
          `Host: 127.0.0.1:${host.port}`,
          `Cookie: ${entry.headers.Cookie}`,
        ),
      );
      expect(statusOf(answer)).toBe(method === 'CONNECT' ? 0 : 405);
    },
  );
});

describe('who is let in', () => {
  test.for([
    'token=',
    'token=wrong',
    `token=${'A'.repeat(43)}`,
    `token=${'A'.repeat(8_000)}`,
    'token=%00',
    'token=%ff',
    'token[]=x',
  ])('the wrong token %s opens nothing', async (search, { host }) => {
    const response = await fetch(`${host.origin}/?${search}`, { redirect: 'manual' });
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test('a used token opens nothing, also when two browsers race for it', async ({ host }) => {
    const race = await Promise.all(Array.from({ length: 8 }, () => fetch(host.url, { redirect: 'manual' })));
    expect(race.map(({ status }) => status).sort()).toEqual([303, ...Array(7).fill(401)]);
    const late = await fetch(host.url, { redirect: 'manual' });
    expect(await late.text()).toContain('no longer works');
  });

  test('a token expires after ten minutes, a session after twelve idle hours', async ({ start }) => {
    let time = 0;
    const host = await start({ now: () => time });
    time = 10 * 60_000;
    expect((await fetch(host.url, { redirect: 'manual' })).status).toBe(401);
    const { headers } = await enterWebHost(host.newUrl(), AbortSignal.timeout(5_000));
    const status = async () => (await fetch(host.origin, { headers: { cookie: headers.Cookie } })).status;
    time += 12 * 3_600_000 - 1;
    expect(await status()).toBe(200);
    time += 12 * 3_600_000 - 1;
    expect(await status()).toBe(200);
    time += 12 * 3_600_000;
    expect(await status()).toBe(401);
  });

  test('a session of an earlier host opens nothing', async ({ host, entry, start }) => {
    await host.close();
    const next = await start({ port: host.port });
    expect((await fetch(next.origin, { headers: { cookie: entry.headers.Cookie } })).status).toBe(401);
  });

  test('a cookie tossed in by another port does not shut the owner out', async ({ host, entry }) => {
    const cookie = `backlot_session_${host.port}=tossed; ${entry.headers.Cookie}`;
    expect((await fetch(host.origin, { headers: { cookie } })).status).toBe(200);
  });
});

describe('what is asked for', () => {
  test.for([
    '/../package.json',
    '/../../../../../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/%252e%252e/%252e%252e/etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/..%5c..%5cetc%5cpasswd',
    '/..\\..\\etc\\passwd',
    '/assets/../../etc/passwd',
    '/index.html%00.png',
    '/%00',
    '/%c0%ae%c0%ae/etc/passwd',
    '/etc/passwd',
    '/.git/config',
    '/file:///etc/passwd',
  ])('%s leads nowhere', async (target, { host, entry }) => {
    const answer = await rawExchange(
      host.port,
      request(`GET ${target} HTTP/1.1`, `Host: 127.0.0.1:${host.port}`, `Cookie: ${entry.headers.Cookie}`),
    );
    expect(statusOf(answer)).toBe(404);
    expect(answer).not.toContain('root:');
  });
});

describe('how it is asked', () => {
  const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
  test.for([
    ['both lengths', ['Content-Length: 4', 'Transfer-Encoding: chunked'], `0\r\n\r\n${smuggled}`],
    ['two lengths', ['Content-Length: 0', `Content-Length: ${smuggled.length}`], smuggled],
    ['a body', [`Content-Length: ${smuggled.length}`], smuggled],
    ['chunks', ['Transfer-Encoding: chunked'], `0\r\n\r\n${smuggled}`],
    ['an odd encoding', ['Transfer-Encoding: xchunked'], smuggled],
    ['a hidden encoding', ['Transfer-Encoding : chunked'], smuggled],
    ['a folded header', ['X: a', ' Transfer-Encoding: chunked'], smuggled],
    ['a bare line feed', ['X: a\nTransfer-Encoding: chunked'], smuggled],
  ] as const)('%s smuggles no second request in', async ([, headers, rest], { host, entry }) => {
    const answer = await rawExchange(
      host.port,
      [
        'GET / HTTP/1.1',
        `Host: 127.0.0.1:${host.port}`,
        `Cookie: ${entry.headers.Cookie}`,
        ...headers,
        '',
        rest,
      ].join('\r\n'),
    );
    expect([400, 413]).toContain(statusOf(answer));
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  test('large headers are refused', async ({ host }) => {
    const own = `Host: 127.0.0.1:${host.port}`;
    const answer = await rawExchange(host.port, request('GET / HTTP/1.1', own, `X: ${'x'.repeat(20_000)}`));
    expect(statusOf(answer)).toBe(431);
  });

  test('what is not HTTP is refused', async ({ host }) => {
    expect(statusOf(await rawExchange(host.port, Buffer.from([0x16, 0x03, 0x01, 0, 0xff, 1])))).toBe(400);
  });

  test('headers that drip in, or never come, end in a time-out', async ({ start }) => {
    const host = await start({ limits: { headersMs: 100, requestMs: 200 } });
    const dripping = rawExchange(host.port, 'GET / HTTP/1.1\r\nX: ');
    const silent = rawExchange(host.port, '');
    expect(statusOf(await dripping)).toBe(408);
    expect([0, 408]).toContain(statusOf(await silent));
  });

  test('past the bound of connections the next one is dropped', async ({ start }) => {
    const host = await start({ limits: { connections: 2, headersMs: 60_000, requestMs: 60_000 } });
    const held = [rawExchange(host.port, 'GET'), rawExchange(host.port, 'GET')];
    await expect
      .poll(() => rawExchange(host.port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))
      .toBe('');
    await host.close();
    await Promise.all(held);
  });
});
