import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Connection, connect, createClient } from '../../../shared/rpc/client.ts';
import { methodTable } from '../../../shared/rpc/serve.ts';
import { trialContract } from '../../../shared/rpc/testing/trial-contract.ts';
import { createTrial } from '../../../shared/rpc/testing/trial-handlers.ts';
import { readCoreNote, writeCoreNote } from '../../core/home/core-note.ts';
import { connectSocket } from './connect-socket.ts';
import { type ServedSocket, serveSocket } from './serve-socket.ts';
import { localSocketPlace } from './socket-path.ts';

const { signal } = new AbortController();
const methods = methodTable(trialContract, createTrial().handlers);

function tempHome(below = ''): string {
  const root = mkdtempSync(join(tmpdir(), 'backlot sö-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const home = join(root, below);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return home;
}

async function served(home: string): Promise<ServedSocket> {
  const socket = await serveSocket({ home, methods });
  onTestFinished(() => socket.close());
  return socket;
}

async function reach(path: string): Promise<Connection> {
  const carrier = await connectSocket(path, signal);
  if (!carrier) throw new Error('nobody there');
  const connection = connect(carrier);
  onTestFinished(() => connection.close());
  return connection;
}

const echo = (connection: Connection): Promise<unknown> =>
  createClient(trialContract, connection).trial.echo({ text: 'hello' });

test('peers are answered; the socket is for its owner alone', async () => {
  const socket = await served(tempHome());
  await expect(echo(await reach(socket.path))).resolves.toEqual({ text: 'hello' });
  expect(statSync(socket.path).mode & 0o777).toBe(0o600);
  expect(socket.peers()).toBe(1);
});

test('the umask is what it was', async () => {
  const before = process.umask();
  await served(tempHome());
  expect(process.umask()).toBe(before);
});

test('a home too deep for a socket path is served from a private folder', async () => {
  const socket = await served(tempHome('déep '.repeat(30)));
  await expect(echo(await reach(socket.path))).resolves.toEqual({ text: 'hello' });
  expect(Buffer.byteLength(socket.path)).toBeLessThanOrEqual(100);
  expect(statSync(dirname(socket.path)).mode & 0o777).toBe(0o700);
});

test.skipIf(process.getuid?.() !== 0)('a private folder that others can look into is refused', async () => {
  const home = tempHome('deep'.repeat(40));
  const { folder } = localSocketPlace(home);
  if (folder === undefined) throw new Error('expected a folder');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o755);
  try {
    await expect(serveSocket({ home, methods })).rejects.toMatchObject({ code: 'forbidden' });
  } finally {
    chmodSync(folder, 0o700);
  }
});

test('closing ends the peers and removes the file', async () => {
  const socket = await served(tempHome());
  const connection = await reach(socket.path);
  await echo(connection);
  const idle = socket.idle(signal);
  await socket.close();
  await connection.closed;
  await idle;
  expect(existsSync(socket.path)).toBe(false);
  await expect(connectSocket(socket.path, signal)).resolves.toBeUndefined();
});

test('a socket left behind by a killed core is no core, and is replaced', async () => {
  const home = tempHome();
  const { path } = localSocketPlace(home);
  const script = `require('node:net').createServer().listen(process.argv[1], () => console.log('up'))`;
  const killed = spawn(process.execPath, ['-e', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(killed.stdout, 'data');
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect(lstatSync(path).isSocket()).toBe(true);
  await expect(connectSocket(path, signal)).resolves.toBeUndefined();
  await served(home);
  await expect(echo(await reach(path))).resolves.toEqual({ text: 'hello' });
});

test('the note learns where the core can be reached', async () => {
  const home = tempHome();
  writeCoreNote(home, { pid: process.pid, version: '0.1.0', host: 'test', startedAt: 1 });
  const socket = await served(home);
  expect(readCoreNote(home)).toMatchObject({ pid: process.pid, socket: socket.path });
});

test('a home that another process holds is not served', async () => {
  const home = tempHome();
  writeCoreNote(home, { pid: 1, version: '0.1.0', host: 'web', startedAt: 1 });
  await expect(serveSocket({ home, methods })).rejects.toMatchObject({ code: 'internal' });
});

test.skipIf(process.getuid?.() !== 0)('a socket without permission says so', async () => {
  const home = tempHome();
  const server = createServer().listen(join(home, 's'));
  await once(server, 'listening');
  chownSync(home, 65_534, 65_534);
  chmodSync(home, 0o755);
  chmodSync(join(home, 's'), 0o600);
  chmodSync(dirname(home), 0o755);
  process.seteuid?.(65_534);
  try {
    await expect(connectSocket(join(home, 's'), signal)).rejects.toMatchObject({
      code: 'forbidden',
      hint: expect.stringContaining('BACKLOT_HOME'),
    });
  } finally {
    process.seteuid?.(0);
    server.close();
  }
});

test('a cancelled connection attempt ends', async () => {
  await expect(connectSocket('/nowhere', AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});
