import { EventEmitter } from 'node:events';
import { expect } from 'vitest';
import { test } from './hosts/web/test-web-host.ts';
import { serveWeb } from './web.ts';

function stand() {
  const events: string[] = [];
  return {
    events,
    signals: new EventEmitter(),
    startCore: async ({ home, host }: { readonly home: string; readonly host: string }) => {
      events.push(`core of ${home} for ${host}`);
      return {
        home,
        methods: new Map(),
        stop: async () => {
          events.push('core stopped');
        },
      };
    },
  };
}

test.for(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends host and core, once',
  async (signal, { page }) => {
    const { events, signals, startCore } = stand();
    const served = await serveWeb({ startCore, home: '/data', rendererDir: page, port: 0, signals });
    expect((await fetch(served.host.origin)).status).toBe(401);
    signals.emit(signal, signal);
    expect(await served.stopped).toBe(signal);
    expect(events).toEqual(['core of /data for web', 'core stopped']);
    // The next signal meets no listener: the process then ends as the system has it.
    expect(signals.eventNames()).toEqual([]);
    await expect(fetch(served.host.origin)).rejects.toThrow();
  },
);

test('stop ends both and may be called again', async ({ page }) => {
  const { events, signals, startCore } = stand();
  const served = await serveWeb({ startCore, home: '/data', rendererDir: page, port: 0, signals });
  await Promise.all([served.stop(), served.stop()]);
  expect(await served.stopped).toBeUndefined();
  expect(events).toEqual(['core of /data for web', 'core stopped']);
});

test('a host that cannot start leaves no core behind', async ({ page }) => {
  const { events, signals, startCore } = stand();
  const start = serveWeb({ startCore, home: '/data', rendererDir: `${page}/none`, port: 0, signals });
  await expect(start).rejects.toMatchObject({ code: 'prerequisite-missing' });
  expect(events).toEqual(['core of /data for web', 'core stopped']);
  expect(signals.eventNames()).toEqual([]);
});

test('a core that cannot start opens no port', async ({ page }) => {
  const { signals } = stand();
  const startCore = () => Promise.reject(new Error('no'));
  await expect(serveWeb({ startCore, home: '/data', rendererDir: page, signals })).rejects.toThrow('no');
  expect(signals.eventNames()).toEqual([]);
});
