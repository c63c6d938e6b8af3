import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Engine } from '../docker/connect-engine.ts';
import { followLogs } from './follow-logs.ts';

const at = (second: number): string => `2026-01-01T00:00:0${second}.000000000Z`;

/** Lines as the engine sends them: a head of eight bytes, the time, the text. */
const sent = (second: number, text: string): Buffer => {
  const body = Buffer.from(`${at(second)} ${text}\n`);
  const head = Buffer.alloc(8);
  head[0] = 1;
  head.writeUInt32BE(body.length, 4);
  return Buffer.concat([head, body]);
};

const notAsked = (): never => {
  throw new Error('not asked');
};

/** An engine whose containers give their logs as `logs` says. */
const engineOf = (
  past: Readonly<Record<string, Buffer>>,
  logs: (id: string, body: PassThrough) => Promise<void>,
): Engine => ({
  context: { name: 'default', address: '', endpoint: { kind: 'unix', path: '' }, current: true },
  ...{ version: '20.10.24', api: '1.41' },
  get: async (path, answer) => {
    const id = path.split('/')[2];
    const state = { Status: 'running', Running: true, StartedAt: at(0), FinishedAt: at(0), ExitCode: 0 };
    return answer.parse({
      Id: id,
      Name: `/${id}`,
      Image: 'sha256:0',
      Created: at(0),
      RestartCount: 0,
      State: state,
      Config: { Tty: false, Image: 'x', Labels: {}, Env: [] },
      HostConfig: {},
      Mounts: [],
      NetworkSettings: { Networks: {}, Ports: {} },
    });
  },
  async stream({ path, query }, signal) {
    const body = new PassThrough();
    const id = path.split('/')[2] ?? '';
    if (query?.follow === true) {
      signal.addEventListener('abort', () => body.destroy(signal.reason), { once: true });
      logs(id, body).catch((error: Error) => body.destroy(error));
    } else body.end(past[id]);
    return body;
  },
  call: notAsked,
  duplex: notAsked,
  mapError: notAsked,
  close: () => {},
});

const containers = ['web', 'api', 'mute'].map((service) => ({ id: service, service, name: service }));

test('the past of a slow service comes before what is younger; a service without one keeps nobody waiting', async () => {
  const stop = new AbortController();
  const past = { web: sent(2, 'web began'), api: sent(1, 'api began') };
  const engine = engineOf(past, async (id, body) => {
    if (id === 'web') body.write(sent(2, 'web began'));
    if (id !== 'api') return;
    // Long after a line's usual wait, as on a busy machine.
    await setTimeout(300);
    body.write(sent(1, 'api began'));
    await setTimeout(400);
    body.write(sent(3, 'api goes on'));
  });
  const told: string[] = [];
  for await (const { lines } of followLogs(
    engine,
    async () => containers,
    { windowMs: 40 },
    AbortSignal.any([stop.signal, AbortSignal.timeout(20_000)]),
  )) {
    told.push(...lines.map(({ text }) => text));
    if (told.length >= 3) stop.abort();
  }
  expect(told).toEqual(['api began', 'web began', 'api goes on']);
});
