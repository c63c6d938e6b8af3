import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freePort } from '../../../../scripts/testing/free-port.ts';
import { TEST_LABEL, testRun } from '../../../../scripts/testing/test-run.ts';
import { connectEngine, type Engine } from '../../core/docker/connect-engine.ts';
import { listContainers } from '../../core/docker/containers.ts';
import { listNetworks } from '../../core/docker/networks.ts';
import { listVolumes } from '../../core/docker/volumes.ts';
import { removeProject, uniqueProject } from '../../core/engine/testing/docker-stack.ts';
import { localContext } from '../../core/engine/testing/local-engine.ts';
import { version } from '../../core/version.ts';
import { startCore } from '../../handlers/start-core.ts';
import { hostCore } from '../socket/host-core.ts';
import type { CliWorld } from './cli-world.ts';
import { trial, typed } from './testing/trial-world.ts';

const signal = new AbortController().signal;
const project = uniqueProject();
const label = { [TEST_LABEL]: testRun };
const skipped = process.env.BACKLOT_NO_ENGINE;

const service = (script: string, more: object = {}): object => ({
  image: 'debian:bookworm-slim',
  init: true,
  command: ['sh', '-c', script],
  stop_grace_period: '1s',
  labels: label,
  ...more,
});

/** Two services, of which one waits for the other; JSON is YAML. */
const composeFile = (greeting: string, port: number): string =>
  JSON.stringify({
    services: {
      db: service('touch /data/ready; echo "INFO db is up"; while :; do sleep 1; done', {
        healthcheck: { test: ['CMD', 'test', '-f', '/data/ready'], interval: '2s' },
        volumes: ['data:/data'],
      }),
      web: service('echo "INFO $$GREETING"; echo "ERROR oh no" >&2; while :; do sleep 1; done', {
        environment: { GREETING: greeting },
        depends_on: { db: { condition: 'service_healthy' } },
        ports: [`127.0.0.1:${port}:80`],
      }),
    },
    volumes: { data: { labels: label } },
    networks: { default: { labels: label } },
  });

describe.skipIf(skipped)(`a stack on a real engine${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let root = '';
  let engine: Engine;
  let port = 0;
  let stopCore = async (): Promise<void> => {};

  const write = (greeting: string): void =>
    writeFileSync(join(root, 'shop', 'compose.yaml'), composeFile(greeting, port));
  const ran = async (argv: readonly string[], changes: Partial<CliWorld> = {}) => {
    const one = trial(join(root, 'home'), argv, { cwd: join(root, 'shop'), version, startCore, ...changes });
    const code = await one.run();
    return { code, out: one.stdout.text, err: one.stderr.text };
  };

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'backlot cli docker-'));
    port = await freePort();
    mkdirSync(join(root, 'shop'));
    const config = { name: project, compose: ['compose.yaml'], environments: { dev: { kind: 'dev' } } };
    writeFileSync(join(root, 'shop', 'backlot.yaml'), JSON.stringify(config));
    write('hello');
    engine = await connectEngine(localContext, signal);
    // One core for all commands, as with the app or `backlot serve`.
    stopCore = (await hostCore(startCore, { home: join(root, 'home'), host: 'web' })).stop;
  });
  afterAll(async () => {
    await stopCore();
    await removeProject(engine, project);
    engine.close();
    rmSync(root, { recursive: true, force: true });
  });

  test('from up to down', async () => {
    const up = await ran(['up']);
    expect(up).toMatchObject({ code: 0, err: '' });
    expect(up.out).toContain(`Bring up dev of ${project} done in `);
    expect(up.out).toContain(`\nweb  http://localhost:${port}/\n`);

    const image = 'debian:bookworm-slim';
    // We know that it is healthy before the engine does, which looks once in its interval.
    await vi.waitFor(
      async () =>
        expect((await ran(['ps'])).out).toBe(
          `SERVICE  STATE    CAUSE    IMAGE                 PORTS
db       ✓ ready  healthy  ${image}
web      ✓ ready  running  ${image}  localhost:${port}->80
`,
        ),
      { timeout: 10_000 },
    );
    expect(await ran(['plan'])).toEqual({
      code: 0,
      out: `Nothing to do: dev of ${project} is as wanted\n`,
      err: '',
    });

    const logs = await ran(['logs']);
    expect(logs).toMatchObject({ code: 0, err: '' });
    // The engine does not keep the order of the two streams of a container.
    expect(logs.out.trimEnd().split('\n').sort()).toEqual([
      'db  | INFO db is up',
      'web | ERROR oh no',
      'web | INFO hello',
    ]);
    expect((await ran(['logs', 'web', '--level', 'error', '--no-prefix'])).out).toBe('ERROR oh no\n');
    expect((await ran(['logs', '--grep', 'db.*up', '--tail', '1'])).out).toBe('db  | INFO db is up\n');

    expect(await ran(['exec', 'web', 'sh', '-c', 'echo out; echo err >&2; exit 7'])).toEqual({
      code: 7,
      out: 'out\n',
      err: 'err\n',
    });
    const piped = `${'ü'.repeat(1000)}\n`.repeat(400);
    expect((await ran(['exec', 'dev', 'web', 'cat'], { stdin: typed(piped) })).out).toBe(piped);
    expect((await ran(['open', 'web'])).out).toBe(`http://localhost:${port}/\n`);

    write('good day');
    const cause = 'recreate web: environment variable GREETING changed [destructive]';
    expect((await ran(['plan'])).out).toContain(cause);
    expect(await ran(['up'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining(cause) });
    expect(await ran(['up', '--yes'])).toMatchObject({ code: 0, err: '' });
    expect((await ran(['logs', 'web', '--grep', 'INFO', '--no-prefix'])).out).toBe('INFO good day\n');

    expect(await ran(['stop', 'wbe'])).toMatchObject({ code: 2, err: expect.stringContaining('db, web') });
    expect((await ran(['stop', 'web'])).code).toBe(0);
    expect((await ran(['ps'])).out).toMatch(/^web +(○ stopped|✗ failed)/m);
    expect((await ran(['restart', 'web'])).code).toBe(0);

    const down = await ran(['down', '--yes']);
    expect(down).toMatchObject({ code: 0, err: '' });
    expect(down.out).toContain('Kept, with their data: volumes data.');
    expect((await ran(['ps'])).out).toMatch(/^web +– absent/m);
    expect((await ran(['down', '--volumes', '--yes'])).code).toBe(0);

    const ofProject = (name: string | undefined): boolean => name?.includes(project) === true;
    const left = [
      ...(await listContainers(engine, signal)).flatMap(({ Names }) => Names),
      ...(await listNetworks(engine, signal)).map(({ Name }) => Name),
      ...(await listVolumes(engine, signal)).map(({ Name }) => Name),
    ];
    expect(left.filter(ofProject)).toEqual([]);
  });
});
