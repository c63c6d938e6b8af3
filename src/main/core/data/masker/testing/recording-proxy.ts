import { connect, createServer, type Socket } from 'node:net';
import type { DockerContext } from '../../../docker/contexts.ts';
import { localContext } from '../../../engine/testing/local-engine.ts';

export interface RecordingProxy {
  /** The machine's engine, as one that is elsewhere. */
  readonly context: DockerContext;
  /** True when a text has passed, in either direction. */
  readonly saw: (text: string) => boolean;
  readonly passed: () => number;
  readonly forget: () => void;
  readonly close: () => Promise<void>;
}

/** For tests: the machine's engine behind a port that writes down all that passes. */
export async function recordingProxy(): Promise<RecordingProxy> {
  const { endpoint } = localContext;
  if (endpoint.kind !== 'unix') throw new Error('The engine of the tests is at a socket.');
  let seen: Buffer[] = [];
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const engine = connect(endpoint.path);
    for (const [from, to] of [[client, engine] as const, [engine, client] as const]) {
      open.add(from);
      // Parts of one connection are told apart from others only by chance; a text that is cut would be missed.
      let tail = Buffer.alloc(0);
      from.on('data', (bytes: Buffer) => {
        seen.push(Buffer.concat([tail, bytes]));
        tail = Buffer.from(bytes.subarray(-64));
      });
      from.on('error', () => to.destroy()).on('close', () => open.delete(from));
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    context: {
      name: 'elsewhere',
      address: `tcp://127.0.0.1:${port}`,
      endpoint: { kind: 'tcp', host: '127.0.0.1', port },
      current: false,
    },
    saw: (text) => seen.some((bytes) => bytes.includes(text)),
    passed: () => seen.reduce((sum, { length }) => sum + length, 0),
    forget() {
      seen = [];
    },
    async close() {
      for (const each of open) each.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
