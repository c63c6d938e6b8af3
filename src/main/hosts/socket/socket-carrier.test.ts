import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { waitFor } from '../../../../scripts/testing/wait-for.ts';
import { carrierContract } from '../../../shared/rpc/testing/carrier-contract.ts';
import { frameBytes } from './frame-reader.ts';
import { socketCarrier } from './socket-carrier.ts';

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  readonly dispose: () => Promise<void>;
}

async function socketPair(): Promise<Pair> {
  const dir = await mkdtemp(join(tmpdir(), 'backlot-carrier-'));
  const server = createServer().listen(join(dir, 's'));
  await once(server, 'listening');
  const near = createConnection(join(dir, 's'));
  const [far]: Socket[] = await once(server, 'connection');
  if (!far) throw new Error('no connection');
  const dispose = async (): Promise<void> => {
    near.destroy();
    far.destroy();
    server.close();
    await rm(dir, { recursive: true });
  };
  return { near, far, dispose };
}

carrierContract('a local socket', async () => {
  const { near, far, dispose } = await socketPair();
  return { client: socketCarrier(near), server: socketCarrier(far), dispose };
});

async function stage(limit?: number): Promise<{
  near: Socket;
  carrier: ReturnType<typeof socketCarrier>;
  frames: string[];
  closed: Promise<string>;
}> {
  const { near, far, dispose } = await socketPair();
  onTestFinished(dispose);
  const carrier = socketCarrier(far, limit);
  const frames: string[] = [];
  const closed = new Promise<string>((resolve) => {
    carrier.listen({ frame: (text) => frames.push(text), closed: resolve });
  });
  return { near, carrier, frames, closed };
}

test('an oversized announcement closes the connection before its bytes come', async () => {
  const { near, frames, closed } = await stage(10);
  near.write(frameBytes('fits'));
  near.write(Buffer.from([0x7f, 0xff, 0xff, 0xff]));
  expect(await closed).toMatch(/past the limit of 10/);
  expect(frames).toEqual(['fits']);
});

test('frames before the listener are kept for it', async () => {
  const { near, far, dispose } = await socketPair();
  onTestFinished(dispose);
  const carrier = socketCarrier(far);
  near.write(frameBytes('early'));
  await waitFor(() => expect(far.bytesRead).toBeGreaterThan(0));
  const frame = await new Promise((resolve) => carrier.listen({ frame: resolve, closed: () => {} }));
  expect(frame).toBe('early');
});

test('ready waits for a slow reader, and ends when it goes away', async () => {
  const { near, carrier } = await stage();
  near.pause();
  carrier.send('x'.repeat(8 * 1024 * 1024));
  let ready = false;
  const waiting = carrier.ready().then(() => {
    ready = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(ready).toBe(false);
  near.resume();
  await waiting;
  near.pause();
  carrier.send('x'.repeat(8 * 1024 * 1024));
  const gone = carrier.ready();
  near.destroy();
  await gone;
});

test('what was sent before close still arrives', async () => {
  const { near, carrier } = await stage();
  let bytes = 0;
  near.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  carrier.send('x'.repeat(1024 * 1024));
  carrier.close();
  await once(near, 'close');
  expect(bytes).toBe(1024 * 1024 + 4);
});

test('a listener that cannot read a frame loses the connection, not the process', async () => {
  const { near, far, dispose } = await socketPair();
  onTestFinished(dispose);
  const carrier = socketCarrier(far);
  const closed = new Promise((resolve) => {
    carrier.listen({ frame: (text) => JSON.parse(text), closed: resolve });
  });
  near.write(frameBytes('GET / HTTP/1.1'));
  expect(await closed).toMatch(/does not speak the protocol/);
});

test('a peer that goes away is noticed once', async () => {
  const { near, carrier, closed } = await stage();
  near.destroy();
  await closed;
  carrier.send('dropped');
  carrier.close();
});
