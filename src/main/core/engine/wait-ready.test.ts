import { expect, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import type { InspectedContainer } from '../docker/containers.ts';
import { localContext } from './testing/local-engine.ts';
import { healthTest, waitReady } from './wait-ready.ts';

const config = (Healthcheck: InspectedContainer['Config']['Healthcheck'], Shell?: string[]) => ({
  Config: { Labels: {}, Tty: false, Healthcheck, Shell },
});

test.each([
  ['none', config(undefined), undefined],
  ['NONE', config({ Test: ['NONE'] }), undefined],
  ['no test', config({ Test: [] }), undefined],
  [
    "the engine's defaults",
    config({ Test: ['CMD', 'a', 'b'] }),
    { command: ['a', 'b'], timeoutMs: 30_000, patienceMs: 120_000 },
  ],
  [
    'a shell',
    config({ Test: ['CMD-SHELL', 'a b'], Interval: 1e9, Timeout: 2e9, Retries: 4, StartPeriod: 5e9 }),
    { command: ['/bin/sh', '-c', 'a b'], timeoutMs: 2000, patienceMs: 11_000 },
  ],
  [
    "the image's own shell",
    config({ Test: ['CMD-SHELL', 'a'], Interval: 1e9, Timeout: 1e9, Retries: 1 }, ['/bin/bash', '-ec']),
    { command: ['/bin/bash', '-ec', 'a'], timeoutMs: 1000, patienceMs: 2000 },
  ],
])('a healthcheck: %s', (_, container, expected) => {
  expect(healthTest(container)).toEqual(expected);
});

test("the engine's own word counts where ours can't be had", async () => {
  const answer = {
    Id: 'id',
    Name: '/web',
    Image: 'sha256:1',
    State: {
      Status: 'running',
      Running: true,
      ExitCode: 0,
      StartedAt: new Date().toISOString(),
      Health: { Status: 'healthy', FailingStreak: 0 },
    },
    Config: { Healthcheck: { Test: ['CMD', 'x'], Interval: 60e9 } },
    HostConfig: {},
    NetworkSettings: {},
  };
  const refused = new BacklotError('docker-failed', 'exec is switched off', { details: { statusCode: 500 } });
  const forever = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const engine: Engine = {
    context: localContext,
    version: '20.10.24',
    api: '1.41',
    get: async (_, schema) => schema.parse(answer),
    call: async ({ path }, _schema, signal) => {
      if (path.endsWith('/wait')) return forever(signal);
      throw refused;
    },
    stream: async () => Promise.reject(refused),
    duplex: async () => Promise.reject(refused),
    mapError: async () => refused,
    close: () => {},
  };
  await waitReady(engine, { id: 'id', resource: 'web', job: false }, new AbortController().signal);
});
