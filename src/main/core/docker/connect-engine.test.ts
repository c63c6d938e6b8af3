import { chmod, link, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { asNobody } from '../testing/as-nobody.ts';
import { connectEngine } from './connect-engine.ts';
import { engineContract } from './engine.contract.ts';
import { type Answers, type FakeEngine, refuse, socketContext, startFakeEngine } from './fake-engine.ts';

const signal = new AbortController().signal;
let folder: string;
let fake: FakeEngine | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-engine-'));
});

afterEach(async () => {
  await fake?.stop();
  fake = undefined;
  await rm(folder, { recursive: true, force: true });
});

const start = async (answers?: Answers): Promise<FakeEngine> => {
  fake = await startFakeEngine(folder, answers);
  return fake;
};

const silent: RequestListener = () => {};

const withDockerHost = async (value: string, use: () => Promise<void>): Promise<void> => {
  const before = process.env.DOCKER_HOST;
  process.env.DOCKER_HOST = value;
  try {
    await use();
    expect(process.env.DOCKER_HOST).toBe(value);
  } finally {
    if (before === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = before;
  }
};

describe('the fake engine', () => {
  beforeEach(async () => {
    await start();
  });
  engineContract(() => {
    if (fake === undefined) throw new Error('The fake engine was not started.');
    return fake.context;
  });
});

test('the agreed version stands before each path', async () => {
  const { context, asked } = await start({
    '/version': { Version: '31.0.0', ApiVersion: '1.58', MinAPIVersion: '1.44' },
  });
  const engine = await connectEngine(context, signal);
  await engine.get('/info', z.unknown(), signal);
  engine.close();
  expect(engine.api).toBe('1.52');
  expect(asked).toEqual(['/version', '/v1.52/info']);
});

test.each(['tcp://127.0.0.1:1', 'what://is/this', ':::'])(
  'DOCKER_HOST (%s) does not get in the way of another context',
  (host) =>
    withDockerHost(host, async () => {
      const { context } = await start();
      const engine = await connectEngine(context, signal);
      expect(engine.version).toBe('20.10.24');
      engine.close();
    }),
);

const failing: readonly [name: string, answers: Answers, expected: object][] = [
  [
    'an engine that is too old',
    { '/version': { Version: '19.03.15', ApiVersion: '1.40', MinAPIVersion: '1.12' } },
    { code: 'docker-too-old', hint: 'Update Docker to 20.10 or newer.' },
  ],
  [
    'an engine that is too new',
    { '/version': { Version: '99.0.0', ApiVersion: '2.3', MinAPIVersion: '2.0' } },
    { code: 'unsupported', hint: 'Update Backlot.' },
  ],
  [
    'an engine that refuses',
    { '/version': refuse(500, 'the disk is on fire') },
    { code: 'docker-failed', message: 'Docker (context default) refused: the disk is on fire' },
  ],
  ['something that is no engine', { '/version': { hello: 'world' } }, { code: 'docker-failed' }],
  [
    'something that answers with a page',
    {
      '/version': ((_request, response) => response.end('<html>')) satisfies RequestListener,
    },
    { code: 'docker-failed' },
  ],
  [
    'an engine that dies in the middle of an answer',
    {
      '/version': ((_request, response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('{"Version"', () => response.destroy());
      }) satisfies RequestListener,
    },
    { code: 'docker-unreachable' },
  ],
];

test.each(failing)('%s', async (_name, answers, expected) => {
  const { context } = await start(answers);
  await expect(connectEngine(context, signal)).rejects.toMatchObject(expected);
});

test('an engine that is silent is given up', async () => {
  const { context } = await start({ '/version': silent });
  await expect(connectEngine(context, signal, { withinMs: 50 })).rejects.toMatchObject({
    code: 'docker-unreachable',
    message: `Docker (context default) did not answer at ${context.address} within 0.05 s.`,
  });
});

test('an engine that stops in the middle of an answer is given up', async () => {
  const { context } = await start({
    '/version': ((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"Version"');
    }) satisfies RequestListener,
  });
  await expect(connectEngine(context, signal, { withinMs: 100 })).rejects.toMatchObject({
    code: 'docker-unreachable',
  });
});

test('a waiting call can be cancelled', async () => {
  const stop = new AbortController();
  const { context } = await start({ '/version': (() => stop.abort()) satisfies RequestListener });
  await expect(connectEngine(context, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
});

test('no socket and no Docker: missing', async () => {
  const context = socketContext(join(folder, 'none.sock'));
  await expect(connectEngine(context, signal, { folders: [folder] })).rejects.toMatchObject({
    code: 'docker-missing',
  });
});

test('no socket, but a Docker: not running', async () => {
  await writeFile(join(folder, 'dockerd'), '#!/bin/sh\n', { mode: 0o755 });
  const context = socketContext(join(folder, 'none.sock'));
  await expect(connectEngine(context, signal, { folders: [folder] })).rejects.toMatchObject({
    code: 'docker-unreachable',
    message: `Docker is not running: unix://${join(folder, 'none.sock')} does not exist.`,
  });
});

test('a socket that nobody listens on any more: not running', async () => {
  const socket = join(folder, 'stale.sock');
  // Closing a listening server removes its socket; a hard link to it stays behind, as after a crash.
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(join(folder, 'a.sock'), resolve));
  await link(join(folder, 'a.sock'), socket);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await expect(connectEngine(socketContext(socket), signal)).rejects.toMatchObject({
    code: 'docker-unreachable',
    message: `Docker is not running: nothing answers at unix://${socket}.`,
  });
});

test('a socket without permission', async () => {
  const { context, socket } = await start();
  await chmod(folder, 0o755);
  await chmod(socket, 0o000);
  // Loads the library while it can still be read.
  await connectEngine(socketContext(join(folder, 'none.sock')), signal).catch(() => {});
  await asNobody(() =>
    expect(connectEngine(context, signal)).rejects.toMatchObject({
      code: 'docker-permission',
      message: `You may not use Docker's socket ${context.address}.`,
    }),
  );
});
