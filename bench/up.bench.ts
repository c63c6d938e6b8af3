import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { alternate } from '../scripts/bench/alternate.ts';
import { makeRatioRow, makeRow } from '../scripts/bench/make-row.ts';
import { TEST_LABEL, testRun } from '../scripts/testing/test-run.ts';
import type { ComposeModel, Service } from '../src/main/core/compose/model.ts';
import { connectEngine } from '../src/main/core/docker/connect-engine.ts';
import { inspectContainer } from '../src/main/core/docker/containers.ts';
import { runInContainer } from '../src/main/core/docker/run-in-container.ts';
import { stackAccess } from '../src/main/core/engine/stack-access.ts';
import { stackOperations } from '../src/main/core/engine/stack-operations.ts';
import { localContext } from '../src/main/core/engine/testing/local-engine.ts';
import { waitReady } from '../src/main/core/engine/wait-ready.ts';
import { createOperations } from '../src/main/core/operations/create-operations.ts';
import { openStore } from '../src/main/core/store/open-store.ts';
import type { Bench, BenchContext, BenchRow } from './bench.ts';
import { benchStack } from './bench-stack.ts';

const run = promisify(execFile);
const healthy = { condition: 'service_healthy', required: true } as const;

/** Ready after a third of a second; its health is declared to be looked at every five. */
const service = (needs: readonly string[]): Service => ({
  image: 'debian:bookworm-slim',
  command: ['sh', '-c', 'sleep 0.3; touch /ready; exec sleep infinity'],
  entrypoint: null,
  init: true,
  labels: { [TEST_LABEL]: testRun },
  networks: { default: null },
  healthcheck: { test: ['CMD', 'test', '-e', '/ready'], interval: '5s', timeout: '2s', retries: 5 },
  ...(needs.length > 0 ? { depends_on: Object.fromEntries(needs.map((name) => [name, healthy])) } : {}),
});

const model = (name: string): ComposeModel => ({
  name,
  services: {
    db: service([]),
    cache: service([]),
    api: service(['db', 'cache']),
    web: service(['api']),
  },
  networks: { default: { name: `${name}_default`, ipam: {}, labels: { [TEST_LABEL]: testRun } } },
  volumes: {},
  secrets: {},
  configs: {},
  extensions: {},
});

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

interface Times {
  readonly up: number;
  readonly again: number;
  readonly down: number;
}

async function backlot(folder: string, signal: AbortSignal): Promise<Times> {
  const { identity, ref } = benchStack(folder);
  const access = stackAccess({
    identify: async () => identity,
    model: async () => model('shop'),
    env: () => ({}),
    connect: (_, own) => connectEngine(localContext, own),
  });
  const store = openStore({ home: join(folder, 'home') });
  const operations = createOperations({ store, kinds: stackOperations(access) });
  const go = async (kind: string): Promise<void> => {
    const ended = await operations.wait(operations.start(kind, { stack: ref }), signal);
    if (ended.state !== 'succeeded') throw new Error(`${kind}: ${ended.error?.message ?? ended.state}`);
  };
  try {
    const up = await timed(() => go('up'));
    const again = await timed(() => go('up'));
    return { up, again, down: await timed(() => go('down')) };
  } finally {
    await go('down').catch(() => {});
    await operations.stop();
    access.close();
    store.close();
  }
}

async function compose(folder: string, signal: AbortSignal): Promise<Times> {
  const project = `bench${randomBytes(3).toString('hex')}`;
  const file = join(folder, 'compose.yaml');
  const go = (...args: string[]) =>
    timed(() =>
      run('docker', ['compose', '-p', project, '-f', file, '--progress', 'quiet', ...args], { signal }),
    );
  try {
    const up = await go('up', '-d', '--wait');
    const again = await go('up', '-d', '--wait');
    return { up, again, down: await go('down') };
  } finally {
    await go('down').catch(() => {});
  }
}

/** How long after a healthcheck would succeed it is known to, in milliseconds, by the container's own clock. */
async function delayOfHealth(signal: AbortSignal): Promise<number> {
  const engine = await connectEngine(localContext, signal);
  const name = `bench${randomBytes(3).toString('hex')}`;
  const script = 'sleep 0.7; touch /ready; date +%s%3N > /at; exec sleep infinity';
  try {
    await run('docker', [
      ...['run', '-d', '--init', '--name', name, '--label', `${TEST_LABEL}=${testRun}`],
      ...[
        '--health-cmd',
        'test -e /ready',
        '--health-interval',
        '5s',
        'debian:bookworm-slim',
        'sh',
        '-c',
        script,
      ],
    ]);
    const { Id: id } = await inspectContainer(engine, name, signal);
    await waitReady(engine, { id, resource: name, job: false }, signal);
    const known = Date.now();
    const { output } = await runInContainer(engine, id, { command: ['cat', '/at'] }, signal);
    return known - Number(output);
  } finally {
    await run('docker', ['rm', '-f', name]).catch(() => {});
    engine.close();
  }
}

async function measure({ rounds, signal, log }: BenchContext): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-bench-'));
  try {
    const delays: number[] = [];
    for (let round = 0; round < rounds; round += 1) delays.push(await delayOfHealth(signal));
    const health = makeRow({ name: 'healthy is known after', limit: 100, unit: 'ms', rounds: delays });

    const version = await run('docker', ['compose', 'version', '--short']).catch(() => undefined);
    if (version === undefined) {
      log('up: the ratios to docker compose are left out: its plugin is not installed here');
      return [health];
    }
    log(`against docker compose ${version.stdout.trim()}`);
    const { extensions: _, ...file } = model('shop');
    await writeFile(join(folder, 'compose.yaml'), JSON.stringify(file));
    const { a, b } = await alternate(
      () => backlot(folder, signal),
      () => compose(folder, signal),
      rounds,
    );
    const ratio = (name: string, limit: number, of: (times: Times) => number): BenchRow => {
      log(
        `${name}: ${a.map(of).map(Math.round).join(', ')} ms against ${b.map(of).map(Math.round).join(', ')} ms`,
      );
      return makeRatioRow(`${name} to docker compose`, limit, a.map(of), b.map(of));
    };
    return [
      ratio('up', 0.7, ({ up }) => up),
      ratio('up with nothing to do', 0.5, ({ again }) => again),
      ratio('down', 1, ({ down }) => down),
      health,
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A health-gated stack of four services, on warm images, in turns with `docker compose`. */
const bench: Bench = { name: 'up', run: measure };

export default bench;
