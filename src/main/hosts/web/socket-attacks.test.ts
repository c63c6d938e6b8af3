import { describe, expect } from 'vitest';
import { WebSocket } from 'ws';
import { enterWebHost } from './enter-web-host.ts';
import {
  closeCode,
  opened,
  rawExchange,
  rawFrame,
  rawUpgrade,
  rpcSocket,
  sampleClient,
  test,
  upgradeStatus,
} from './test-web-host.ts';

const soon = () => AbortSignal.timeout(5_000);

const gone = (line: NodeJS.EventEmitter): Promise<void> =>
  new Promise((resolve) => {
    line.on('error', () => {});
    line.once('close', () => resolve());
  });

describe('who may open a socket', () => {
  test('its own page may', async ({ entry }) => {
    expect(await upgradeStatus(rpcSocket(entry))).toBe(101);
  });

  test('other pages, names and programs may not', async ({ host, entry }) => {
    const { Origin, Cookie } = entry.headers;
    const cases: readonly (readonly [number, Record<string, string>])[] = [
      [403, { Cookie }],
      [403, { Cookie, Origin: 'http://evil.example' }],
      [403, { Cookie, Origin: 'null' }],
      [403, { Cookie, Origin: `http://127.0.0.1:${host.port + 1}` }],
      [403, { Cookie, Origin: `https://127.0.0.1:${host.port}` }],
      [403, { Cookie, Origin: `http://localhost:${host.port}` }],
      [403, { Cookie, Origin, 'Sec-Fetch-Site': 'cross-site' }],
      [403, { Cookie, Origin, 'Sec-Fetch-Site': 'same-site' }],
      [421, { Cookie, Origin: 'http://evil.example', Host: 'evil.example' }],
      [401, { Origin }],
      [401, { Origin, Cookie: `backlot_session_${host.port}=${'A'.repeat(43)}` }],
      [401, { Origin, Cookie: Cookie.replace(/_\d+=/, '=') }],
    ];
    for (const [status, headers] of cases) {
      expect([headers, await upgradeStatus(rpcSocket(entry, headers))]).toEqual([headers, status]);
    }
  });

  test('a stolen cookie without the key of its origin opens nothing', async ({ host, entry }) => {
    const other = await enterWebHost(host.newUrl(), soon());
    for (const protocols of [['backlot'], ['backlot', 'key.'], ['backlot', other.protocols[1]]]) {
      const socket = new WebSocket(entry.rpcUrl, protocols, { headers: entry.headers });
      expect(await upgradeStatus(socket)).toBe(401);
    }
  });

  test('a session that ended opens nothing', async ({ start }) => {
    let time = 0;
    const host = await start({ now: () => time });
    const entry = await enterWebHost(host.url, soon());
    time = 12 * 3_600_000;
    expect(await upgradeStatus(rpcSocket(entry))).toBe(401);
  });

  test.for(['/', '/rpc/', '/rpc?x', '//rpc', '/RPC', '/%72pc', '/assets/'])(
    'no socket opens at %s',
    async (path, { host, entry }) => {
      const status = await upgradeStatus(
        rpcSocket(entry, entry.headers, `ws://127.0.0.1:${host.port}${path}`),
      );
      expect([400, 404]).toContain(status);
    },
  );

  test('an upgrade to another protocol is refused', async ({ host, entry }) => {
    const answer = await rawExchange(
      host.port,
      [
        'GET /rpc HTTP/1.1',
        `Host: 127.0.0.1:${host.port}`,
        `Origin: ${entry.headers.Origin}`,
        `Cookie: ${entry.headers.Cookie}`,
        `Sec-WebSocket-Protocol: ${entry.protocols.join(', ')}`,
        'Connection: Upgrade',
        'Upgrade: h2c',
        '\r\n',
      ].join('\r\n'),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('past the bound of peers the next one is refused, and let in when one leaves', async ({ start }) => {
    const host = await start({ limits: { peers: 2 } });
    const entry = await enterWebHost(host.url, soon());
    const first = await opened(rpcSocket(entry));
    await opened(rpcSocket(entry));
    expect(await upgradeStatus(rpcSocket(entry))).toBe(503);
    first.terminate();
    await expect.poll(() => upgradeStatus(rpcSocket(entry))).toBe(101);
  });

  test('too many upgrades in a minute are refused', async ({ start }) => {
    let time = 0;
    const host = await start({ now: () => time, limits: { upgradesPerMinute: 2 } });
    const entry = await enterWebHost(host.url, soon());
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push(await upgradeStatus(rpcSocket(entry)));
    time += 60_000;
    statuses.push(await upgradeStatus(rpcSocket(entry)));
    expect(statuses).toEqual([101, 101, 429, 101]);
  });
});

describe('what a peer may send', () => {
  test('a frame past the limit closes the line', async ({ start }) => {
    const host = await start({ limits: { messageBytes: 1_000 } });
    const socket = await opened(rpcSocket(await enterWebHost(host.url, soon())));
    socket.send('x'.repeat(1_001));
    expect(await closeCode(socket)).toBe(1009);
  });

  test('a frame that only announces a great length is refused before it is sent', async ({ host, entry }) => {
    const line = await rawUpgrade(host.port, entry);
    line.write(Buffer.from([0x81, 0xff, 0, 0, 0, 0xff, 0, 0, 0, 0, 0, 0, 0, 0]));
    await gone(line);
  });

  test('a message in endless fragments is cut', async ({ start }) => {
    const host = await start({ limits: { messageBytes: 64 * 1024 } });
    const line = await rawUpgrade(host.port, await enterWebHost(host.url, soon()));
    const over = gone(line);
    line.write(rawFrame(1, Buffer.alloc(1_000, 0x20), false));
    for (let i = 0; i < 80; i++) line.write(rawFrame(0, Buffer.alloc(1_000, 0x20), false));
    await over;
  });

  test('a message in very many empty fragments is cut', async ({ host, entry }) => {
    const line = await rawUpgrade(host.port, entry);
    const over = gone(line);
    line.write(rawFrame(1, Buffer.alloc(0), false));
    line.write(Buffer.concat(Array.from({ length: 40_000 }, () => rawFrame(0, Buffer.from('x'), false))));
    await over;
  });

  test('a binary frame closes the line', async ({ entry }) => {
    const socket = await opened(rpcSocket(entry));
    socket.send(Buffer.from('{}'), { binary: true });
    expect(await closeCode(socket)).toBe(1003);
  });

  test('text that is not UTF-8 closes the line', async ({ host, entry }) => {
    const line = await rawUpgrade(host.port, entry);
    line.write(rawFrame(1, Buffer.from([0xff, 0xfe, 0xc0])));
    await gone(line);
  });

  test('an unmasked frame closes the line', async ({ host, entry }) => {
    const line = await rawUpgrade(host.port, entry);
    line.write(Buffer.from([0x81, 0x02, 0x7b, 0x7d]));
    await gone(line);
  });

  test.for(['', '{', 'null', '[]', '{"t":"call"}', '{"t":"ok","id":1}', '{"t":"call","id":-1,"method":"a"}'])(
    'the frame %j closes the line',
    async (text, { entry }) => {
      const socket = await opened(rpcSocket(entry));
      socket.send(text);
      expect(await closeCode(socket)).toBe(1000);
    },
  );

  test('after all of that the others are still served', async ({ host, entry }) => {
    const bad = await opened(rpcSocket(entry));
    const good = await opened(rpcSocket(entry));
    bad.send('garbage');
    await closeCode(bad);
    expect(await sampleClient(good).client.sample.echo('here')).toBe('here');
    expect(await upgradeStatus(rpcSocket(entry))).toBe(101);
    expect(host.hanging()).toBe(0);
  });
});

const subscribe = (events: number, size: number): Buffer =>
  rawFrame(
    1,
    Buffer.from(JSON.stringify({ t: 'subscribe', id: 1, topic: 'sample.flood', params: { events, size } })),
  );

describe('a peer that does not keep up', () => {
  test('a topic holds back while it does not read, and it is cut', async ({ start }) => {
    const host = await start({ limits: { lowBytes: 64 * 1024, stallMs: 300, sweepMs: 20 } });
    const line = await rawUpgrade(host.port, await enterWebHost(host.url, soon()));
    line.pause();
    line.on('error', () => {});
    line.write(subscribe(1_000_000, 16 * 1024));
    await expect.poll(() => host.log.join('\n'), { timeout: 5_000 }).toContain('takes no frames');
    // What the kernel's buffers of both ends take, and 64 KiB: far from the 16 GB of the whole flood.
    expect(host.flooded() * 16 * 1024).toBeLessThan(32 * 1024 * 1024);
    const made = host.flooded();
    await new Promise((resolve) => setImmediate(resolve));
    expect(host.flooded()).toBeLessThanOrEqual(made + 1);
    line.destroy();
  });

  test('calls whose answers are not read are not taken in without end', async ({ start }) => {
    const limits = { lowBytes: 64 * 1024, pauseBytes: 256 * 1024, stallMs: 300, sweepMs: 20 };
    const host = await start({ limits });
    const line = await rawUpgrade(host.port, await enterWebHost(host.url, soon()));
    line.pause();
    line.on('error', () => {});
    const call = (id: number): Buffer =>
      rawFrame(
        1,
        Buffer.from(JSON.stringify({ t: 'call', id, method: 'sample.echo', input: 'x'.repeat(60_000) })),
      );
    let sent = 0;
    const pump = (): void => {
      while (!line.destroyed && sent < 4_000 && line.write(call(sent++)));
    };
    line.on('drain', pump);
    pump();
    await expect.poll(() => host.log.join('\n'), { timeout: 5_000 }).toContain('takes no frames');
    // The host stopped reading: most of the 240 MB never left the attacker.
    expect(sent).toBeLessThan(1_000);
    line.destroy();
  });

  test('past the last bound it is cut at once', async ({ start }) => {
    const host = await start({ limits: { cutBytes: 1024, pauseBytes: 1e9, stallMs: 60_000 } });
    const line = await rawUpgrade(host.port, await enterWebHost(host.url, soon()));
    const over = gone(line);
    line.pause();
    const input = 'x'.repeat(60_000);
    const call = (id: number): Buffer =>
      rawFrame(1, Buffer.from(JSON.stringify({ t: 'call', id, method: 'sample.echo', input })));
    for (let id = 0; id < 400; id++) line.write(call(id));
    await expect.poll(() => line.destroyed || line.writableLength === 0, { timeout: 5_000 }).toBe(true);
    line.resume();
    await over;
  });

  test('a peer that answers no ping is dropped, one that does stays', async ({ start }) => {
    const host = await start({ limits: { heartbeatMs: 60, sweepMs: 10 } });
    const entry = await enterWebHost(host.url, soon());
    const mute = await rawUpgrade(host.port, entry);
    const lively = await opened(rpcSocket(entry));
    await gone(mute);
    expect(host.log.join('\n')).toContain('no sign of life');
    expect(lively.readyState).toBe(WebSocket.OPEN);
    expect(await sampleClient(lively).client.sample.echo('still')).toBe('still');
  });
});

test('closing ends peers in every state', async ({ start }) => {
  const host = await start({ limits: { closeMs: 200 } });
  const entry = await enterWebHost(host.url, soon());
  const polite = await opened(rpcSocket(entry));
  const frozen = await rawUpgrade(host.port, entry);
  frozen.pause();
  frozen.write(subscribe(1_000_000, 16 * 1024));
  await expect.poll(host.flooded).toBeGreaterThan(10);
  const dripping = rawExchange(host.port, 'GET / HTTP/1.1\r\nX: ');
  const code = closeCode(polite);
  await host.close();
  expect(await code).toBe(1001);
  expect(await dripping).toBe('');
  frozen.destroy();
});
