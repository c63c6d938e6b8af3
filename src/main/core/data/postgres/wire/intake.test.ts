import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createIntake } from './intake.ts';

async function pair() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const intake = createIntake();
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const socket = createConnection({ host: '127.0.0.1', port: address.port, onread: intake.onread });
  socket.on('error', () => {});
  const [peer] = await accepted;
  onTestFinished(() => {
    socket.destroy();
    peer.destroy();
    server.close();
  });
  return { intake, socket, peer };
}

test('all that is sent comes, in order, however slowly it is taken; then nothing', async () => {
  const { intake, socket, peer } = await pair();
  const sent = Buffer.alloc(3_000_000, 'a row of some length\n');
  peer.end(sent);
  const came: Buffer[] = [];
  for (let part = await intake.next(socket); part; part = await intake.next(socket)) {
    if (came.length < 5) await setTimeout(5);
    came.push(Buffer.from(part));
  }
  expect(Buffer.concat(came).equals(sent)).toBe(true);
  expect(await intake.next(socket)).toBeUndefined();
});

test('a connection that breaks while it is waited for ends the waiting', async () => {
  const { intake, socket, peer } = await pair();
  const waiting = intake.next(socket);
  peer.resetAndDestroy();
  expect(await waiting).toBeUndefined();
  expect(socket.destroyed).toBe(true);
});

test('one that is given up here too', async () => {
  const { intake, socket } = await pair();
  const waiting = intake.next(socket);
  socket.destroy();
  expect(await waiting).toBeUndefined();
});
