import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { TEST_LABEL, testRun } from '../../../../scripts/testing/test-run.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { createContainer, removeContainer, startContainer } from '../docker/containers.ts';
import { runInContainer } from '../docker/run-in-container.ts';
import { sleeper } from '../engine/testing/docker-stack.ts';
import { isolatedStack, readyGuardImage } from './testing/isolated-stack.ts';
import { createWorld, noWorld, type OutsideWorld } from './testing/outside-world.ts';
import { tryHard } from './testing/try-hard.ts';

const signal = new AbortController().signal;
// It waits for what never arrives, three times over.
const without =
  process.env.BACKLOT_SLOW_TESTS === '1' ? noWorld() : 'it takes long: BACKLOT_SLOW_TESTS=1 runs it';
if (without !== undefined)
  console.warn(
    `Skipped: whether an isolated environment is closed, as there is no outside world: ${without}.`,
  );

/** Somebody on this machine who would answer, on all its addresses. */
async function listener(): Promise<{ readonly port: number; readonly calls: () => number }> {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  onTestFinished(async () => {
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, calls: () => calls };
}

/** A container that is not isolated, on the engine's own network; answers its id and address. */
async function openContainer(engine: Engine, image: string, dns: string, command: readonly string[]) {
  const { id } = await createContainer(
    engine,
    {
      name: `backlot-test-${randomBytes(4).toString('hex')}`,
      body: {
        Image: image,
        Cmd: command,
        Labels: { [TEST_LABEL]: testRun },
        HostConfig: { Init: true, Dns: [dns] },
      },
    },
    signal,
  );
  onTestFinished(() => removeContainer(engine, id, signal, { force: true }));
  await startContainer(engine, id, signal);
  const { output } = await runInContainer(engine, id, { command: ['hostname', '-i'] }, signal);
  return { id, address: output.trim() };
}

describe.skipIf(without !== undefined)('the outside world', () => {
  let world: OutsideWorld;
  let image: string;
  beforeAll(async () => {
    world = await createWorld();
    image = (await readyGuardImage()).name;
  });
  afterAll(() => world?.remove());

  test('sees nothing of an isolated environment, and all of one that is not', async () => {
    const { run, engine, containerOf } = await isolatedStack({
      services: { client: sleeper({ image }) },
    });
    const { port, calls } = await listener();
    const answers = ['node', '-e', 'require("node:net").createServer((s) => s.destroy()).listen(7000)'];
    const other = await openContainer(engine, image, world.address, answers);
    expect(await run('up')).toMatchObject({ state: 'succeeded', error: undefined });

    const gateway = async (container: string): Promise<string> => {
      const command = ['sh', '-c', 'ip -4 -o route show default | cut -d" " -f3'];
      return (await runInContainer(engine, container, { command }, signal)).output.trim();
    };
    const bridge = await gateway(other.id);
    /** The engine's bridge, this machine behind the client's own gateway, another environment's container. */
    const others = async (container: string): Promise<readonly string[]> => {
      const own = await gateway(container);
      return [`${bridge}:${port}`, `${other.address}:7000`, ...(own === '' ? [] : [`${own}:${port}`])];
    };
    const attempt = async (container: string): Promise<Readonly<Record<string, unknown>>> => {
      const command = ['node', '-e', tryHard, world.address, ...(await others(container))];
      const { output } = await runInContainer(engine, container, { command }, signal);
      const told: unknown = JSON.parse(output.trim().split('\n').at(-1) ?? '');
      return Object.fromEntries(Object.entries(Object(told)));
    };

    const isolated = await attempt(containerOf('client'));
    const { all } = await world.arrived();
    expect({ all, isolated }).toMatchObject({ all: 0, isolated: { web: 403 } });
    expect(isolated[`${other.address}:7000`]).not.toBe('open');
    expect(calls()).toBe(0);
    // The name was answered, by the guard: with its own address.
    expect(isolated.name).toMatch(/^\d+\.\d+\.\d+\.1$/);

    // The same from a container that is not isolated arrives: so this test can fail.
    const open = await attempt(other.id);
    const { web, mail, names, datagrams } = await world.arrived();
    for (const count of [web, mail, names, datagrams]) expect(count).toBeGreaterThan(0);
    expect(open).toMatchObject({ [`${bridge}:${port}`]: 'open', [`${other.address}:7000`]: 'open' });

    // Without its guard it is as closed, and the guard comes back by itself.
    const before = (await world.arrived()).all;
    const guard = containerOf('backlot-guard');
    await runInContainer(engine, guard, { command: ['sh', '-c', 'kill -9 -1'] }, signal).catch(() => {});
    const headless = await attempt(containerOf('client'));
    expect(headless.tcp).not.toBe('open');
    expect((await world.arrived()).all).toBe(before);
    const healed = async (): Promise<boolean> => {
      const command = ['test', '-S', '/run/guard/control.sock'];
      return runInContainer(engine, guard, { command }, signal).then(
        ({ exitCode }) => exitCode === 0,
        () => false,
      );
    };
    for (const since = performance.now(); !(await healed()); ) {
      expect(performance.now() - since).toBeLessThan(60_000);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await attempt(containerOf('client'))).toMatchObject({ web: 403 });
    expect((await world.arrived()).all).toBe(before);
  }, 240_000);
});
