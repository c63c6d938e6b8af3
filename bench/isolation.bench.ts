import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alternate } from '../scripts/bench/alternate.ts';
import { makeRatioRow, makeRow } from '../scripts/bench/make-row.ts';
import { median } from '../scripts/bench/median.ts';
import { TEST_LABEL, testRun } from '../scripts/testing/test-run.ts';
import type { ComposeModel, Service } from '../src/main/core/compose/model.ts';
import { connectEngine, type Engine } from '../src/main/core/docker/connect-engine.ts';
import { listContainers } from '../src/main/core/docker/containers.ts';
import { runInContainer } from '../src/main/core/docker/run-in-container.ts';
import { stackAccess } from '../src/main/core/engine/stack-access.ts';
import { stackOperations } from '../src/main/core/engine/stack-operations.ts';
import { localContext } from '../src/main/core/engine/testing/local-engine.ts';
import { imageVerbs } from '../src/main/core/images/image-verbs.ts';
import { guardImage } from '../src/main/core/isolation/guard-image.ts';
import {
  type IsolationSource,
  isolatedAccess,
  isolatedSource,
} from '../src/main/core/isolation/isolated-stacks.ts';
import type { IsolationRules } from '../src/main/core/isolation/isolation-rules.ts';
import { tortureMails } from '../src/main/core/isolation/testing/torture-mails.ts';
import { createOperations } from '../src/main/core/operations/create-operations.ts';
import { openStore } from '../src/main/core/store/open-store.ts';
import type { Bench, BenchContext, BenchRow } from './bench.ts';
import { benchStack } from './bench-stack.ts';

/** Bytes that a round takes from a published port, and questions that it asks there one after the other. */
const streamBytes = 512 * 2 ** 20;
const questions = 3000;

/** Sends `streamBytes` to who says "d", and everything back to who says anything else. */
const program = `
const chunk = Buffer.alloc(1 << 18);
require('node:net').createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {}).once('data', (first) => {
    if (first[0] !== 0x64) { socket.write(first); socket.pipe(socket); return; }
    let left = ${streamBytes};
    const go = () => {
      while (left > 0) {
        left -= chunk.length;
        if (!socket.write(chunk)) return void socket.once('drain', go);
      }
      socket.end();
    };
    go();
  });
}).listen(7000);`;

/** One service that answers on a published port, of an image that is there in any case: the guard's. */
const model = (name: string, image: string): ComposeModel => {
  const labels = { [TEST_LABEL]: testRun };
  const server: Service = {
    image,
    command: ['node', '-e', program],
    entrypoint: null,
    init: true,
    stop_grace_period: '1s',
    labels,
    networks: { default: null },
    ports: [{ target: 7000, protocol: 'tcp', host_ip: '127.0.0.1' }],
  };
  return {
    name,
    services: { server },
    networks: { default: { name: `${name}_default`, ipam: {}, labels } },
    volumes: {},
    secrets: {},
    configs: {},
    extensions: {},
  };
};

interface Place {
  readonly up: () => Promise<void>;
  readonly down: () => Promise<void>;
  /** The published port, on loopback. */
  readonly port: () => Promise<number>;
  readonly container: (service: string) => string;
  readonly close: () => Promise<void>;
}

const closed: IsolationRules = { allow: [], record: [], replace: {}, stubs: {}, open: [], local: true };

/** An environment of the product itself, with a guard or without. */
async function place(
  folder: string,
  {
    engine,
    image,
    isolated,
    signal,
  }: { engine: Engine; image: string; isolated: boolean; signal: AbortSignal },
): Promise<Place> {
  const { identity, ref } = benchStack(folder);
  const stacks: IsolationSource = {
    identify: async () => identity,
    model: async () => model(identity.composeProject, image),
    env: () => ({}),
    connect: (_, own) => connectEngine(localContext, own),
    isolation: async () => (isolated ? closed : undefined),
  };
  const source = isolatedSource(stacks);
  const access = isolatedAccess(stackAccess(source));
  const places = { env: {}, homedir: folder, platform: process.platform };
  const images = imageVerbs({ engine: access.engine, stacks: source, places });
  const store = openStore({ home: join(folder, isolated ? 'isolated' : 'plain') });
  const operations = createOperations({ store, kinds: stackOperations(access, images) });
  const go = async (kind: string, input: object = {}): Promise<void> => {
    const ended = await operations.wait(operations.start(kind, { stack: ref, ...input }), signal);
    if (ended.state !== 'succeeded') throw new Error(`${kind}: ${ended.error?.message ?? ended.state}`);
  };
  return {
    up: () => go('up'),
    down: () => go('down', { volumes: true }),
    container: (service) => `${identity.composeProject}-${service}-1`,
    async port() {
      const own = (await listContainers(engine, signal)).filter(
        ({ Labels }) => Labels['dev.backlot.project'] === identity.project,
      );
      const found = own.flatMap(({ Ports }) => Ports.flatMap(({ PublicPort }) => PublicPort ?? []))[0];
      if (found === undefined) throw new Error('no port is published');
      return found;
    },
    async close() {
      await operations.stop();
      access.close();
      store.close();
    },
  };
}

const opened = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });

/** Megabytes a second from a published port. */
async function throughput(port: number): Promise<number> {
  const socket = await opened(port);
  const began = performance.now();
  socket.write('d');
  let bytes = 0;
  for await (const chunk of socket) bytes += Buffer.isBuffer(chunk) ? chunk.length : 0;
  if (bytes !== streamBytes) throw new Error(`${bytes} of ${streamBytes} bytes came`);
  return bytes / 1e6 / ((performance.now() - began) / 1000);
}

/** The median of questions and answers of 64 bytes over one connection, in milliseconds. */
async function roundTrip(port: number): Promise<number> {
  const socket = await opened(port);
  const question = Buffer.alloc(64, 'e');
  const times: number[] = [];
  for (let index = 0; index < questions; index += 1) {
    const began = performance.now();
    socket.write(question);
    for (let got = 0; got < question.length; )
      got += await new Promise<number>((resolve, reject) => {
        socket
          .once('data', (bytes) => resolve(bytes.length))
          .once('close', () => reject(new Error('closed')));
      }).finally(() => socket.removeAllListeners('close'));
    times.push(performance.now() - began);
  }
  socket.destroy();
  return median(times);
}

/** What the guard's own program has in memory, in MB. */
async function residentMemory(engine: Engine, guard: string, signal: AbortSignal): Promise<number> {
  const script =
    'for p in /proc/[0-9]*; do [ "$(cat $p/comm 2>/dev/null)" = node ] && grep VmRSS $p/status; done; true';
  const { output } = await runInContainer(engine, guard, { command: ['sh', '-c', script] }, signal);
  const kilobytes = [...output.matchAll(/VmRSS:\s*(\d+) kB/g)].map(([, found]) => Number(found));
  return (Math.max(...kilobytes) * 1024) / 1e6;
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

async function measure({ rounds, signal, log }: BenchContext): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-bench-'));
  const engine = await connectEngine(localContext, signal);
  const { name: image } = await guardImage(signal);
  const guarded = await place(folder, { engine, image, isolated: true, signal });
  const plain = await place(folder, { engine, image, isolated: false, signal });
  const both = [guarded, plain];
  try {
    // The guard's image is built by the first.
    for (const one of both) await one.up();
    const [ownPort, plainPort] = [await guarded.port(), await plain.port()];
    const figures = (port: number) => async () => ({
      throughput: await throughput(port),
      roundTrip: await roundTrip(port),
    });
    await figures(ownPort)();
    await figures(plainPort)();
    const { a, b } = await alternate(figures(ownPort), figures(plainPort), rounds);
    const say = (what: string, of: (one: (typeof a)[number]) => number, digits: number): void =>
      log(
        `${what}: ${a.map((one) => of(one).toFixed(digits)).join(', ')} behind a guard, ${b.map((one) => of(one).toFixed(digits)).join(', ')} published by Docker`,
      );
    say('MB/s', (one) => one.throughput, 0);
    say('ms', (one) => one.roundTrip, 3);

    const idle = await residentMemory(engine, guarded.container('backlot-guard'), signal);
    const client = guarded.container('server');
    await runInContainer(engine, client, { command: ['node', '-e', tortureMails] }, signal);
    const busy = await residentMemory(engine, guarded.container('backlot-guard'), signal);

    for (const one of both) await one.down();
    const starts = (one: Place) => async () => {
      const up = await timed(one.up);
      await one.down();
      return up;
    };
    const times = await alternate(starts(guarded), starts(plain), rounds);
    log(
      `start: ${times.a.map(Math.round).join(', ')} ms with a guard, ${times.b.map(Math.round).join(', ')} ms without`,
    );
    return [
      makeRatioRow(
        'throughput of a published port, Docker alone / behind the guard',
        1.15,
        b.map((one) => one.throughput),
        a.map((one) => one.throughput),
      ),
      makeRow({
        name: 'the guard adds to a round trip at p50',
        limit: 1,
        unit: 'ms',
        rounds: a.map((one, round) => one.roundTrip - (b[round]?.roundTrip ?? Number.NaN)),
      }),
      makeRow({ name: 'resident memory of the guard', limit: 60, unit: 'MB', rounds: [idle] }),
      makeRow({
        name: 'resident memory of the guard, after 250 mails at once, three of 30 MB and more',
        limit: 60,
        unit: 'MB',
        rounds: [busy],
      }),
      makeRow({
        name: 'the guard adds to the start of an environment',
        limit: 500,
        unit: 'ms',
        rounds: times.a.map((one, round) => one - (times.b[round] ?? Number.NaN)),
      }),
    ];
  } finally {
    for (const one of both) {
      await one.down().catch(() => {});
      await one.close();
    }
    engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a guard costs: a published port behind it and as Docker publishes it itself, in turns; memory; start. */
const bench: Bench = { name: 'isolation', run: measure };

export default bench;
