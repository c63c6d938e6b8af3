import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Engine } from '../docker/connect-engine.ts';
import { listContainers } from '../docker/containers.ts';
import { listNetworks } from '../docker/networks.ts';
import { runInContainer } from '../docker/run-in-container.ts';
import { sleeper } from '../engine/testing/docker-stack.ts';
import { isolatedStack, readyGuardImage } from './testing/isolated-stack.ts';
import { loneContainer, openNetwork } from './testing/lone-container.ts';
import { createWorld, documentationPrefix, noWorld, type OutsideWorld } from './testing/outside-world.ts';
import { sendFrame, tryHard } from './testing/try-hard.ts';

const signal = new AbortController().signal;
// It waits for what never arrives, three times over.
const without =
  process.env.BACKLOT_SLOW_TESTS === '1' ? noWorld() : 'it takes long: BACKLOT_SLOW_TESTS=1 runs it';
if (without !== undefined)
  console.warn(
    `Skipped: whether an isolated environment is closed, as there is no outside world: ${without}.`,
  );

/** Somebody on this machine who answers on all its addresses, and counts who called. */
async function listener(): Promise<{ readonly port: number; readonly calls: () => number }> {
  let calls = 0;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    calls += 1;
    open.add(socket);
    socket.on('error', () => {}).end('here');
  });
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const datagrams = createSocket('udp6').on('message', () => {
    calls += 1;
  });
  await new Promise<void>((resolve) => datagrams.bind(port, '::', resolve));
  onTestFinished(async () => {
    datagrams.close();
    // Who called may be gone, without a word.
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port, calls: () => calls };
}

const answers = [
  'node',
  '-e',
  'require("node:net").createServer((s) => s.on("error", () => {}).end("here")).listen(7000, "::")',
];

/** The link-local address of this machine on the bridge of a network. */
async function bridgeAddress(engine: Engine, network: string): Promise<string> {
  const found = (await listNetworks(engine, signal)).find(({ Name }) => Name === network);
  const shown = execFileSync('ip', ['-6', '-o', 'address', 'show', 'dev', `br-${found?.Id.slice(0, 12)}`]);
  return /fe80::[\da-f:]+/.exec(String(shown))?.[0] ?? '';
}

/** Addresses that the containers of a project have, in all networks. */
async function addressesOf(engine: Engine, project: string): Promise<readonly string[]> {
  const all = await listContainers(engine, signal);
  const own = all.filter(({ Labels }) => Labels['dev.backlot.project'] === project);
  const found = await Promise.all(
    own.map(({ Id }) => runInContainer(engine, Id, { command: ['hostname', '-I'] }, signal)),
  );
  return found.flatMap(({ output }) => output.trim().split(/\s+/)).filter((one) => !one.includes(':'));
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
    const { port, calls } = await listener();
    const machine = 'host.docker.internal';
    // The service tries for itself too: a resolver outside, IPv6, this machine by its name.
    const { run, engine, identity, containerOf } = await isolatedStack({
      networks: {
        default: {
          name: 'to be named',
          enable_ipv6: true,
          ipam: { config: [{ subnet: `${documentationPrefix()}::/64` }] },
        },
      },
      services: {
        client: sleeper({
          image,
          dns: [world.address],
          extra_hosts: [`${machine}:host-gateway`],
          sysctls: { 'net.ipv6.conf.all.disable_ipv6': '0' },
        }),
      },
    });
    const neighbour = await isolatedStack({
      services: {
        shop: sleeper({ image, command: answers, ports: [{ target: 7000, protocol: 'tcp' }] }),
        friend: sleeper({ image }),
      },
    });
    expect(await run('up')).toMatchObject({ state: 'succeeded', error: undefined });
    expect(await neighbour.run('up')).toMatchObject({ state: 'succeeded', error: undefined });

    const inside = async (container: string, ...command: readonly string[]): Promise<string> =>
      (await runInContainer(engine, container, { command, keepBytes: 65_536 }, signal)).output.trim();
    const gateway = (container: string): Promise<string> =>
      inside(container, 'sh', '-c', 'ip -4 -o route show default | cut -d" " -f3');
    const attempt = async (
      container: string,
      others: readonly string[],
    ): Promise<Readonly<Record<string, unknown>>> => {
      const { address: outside, address6: outside6 } = world;
      const told: unknown = JSON.parse(
        (await inside(container, 'node', '-e', tryHard, JSON.stringify({ outside, outside6, others })))
          .split('\n')
          .at(-1) ?? '',
      );
      return Object.fromEntries(Object.entries(Object(told)));
    };
    const frame = (container: string): Promise<string> =>
      inside(container, 'perl', '-e', sendFrame, world.gateway, String(port));

    // Not isolated, side by side on a network of the engine: one that answers, one that tries.
    const network = await openNetwork(engine);
    const other = await loneContainer(engine, image, network, { command: answers });
    const free = await loneContainer(engine, image, network, {
      host: { Dns: [world.address], ExtraHosts: [`${machine}:host-gateway`] },
    });
    const bridge = await gateway(free);
    const [otherAddress = ''] = (await inside(other, 'hostname', '-I')).split(' ');

    const thisMachine = [`${bridge}:${port}`, `${world.gateway}:${port}`, `${machine}:${port}`];
    const someContainer = [`${otherAddress}:7000`, `${other}:7000`];
    const own = (await listNetworks(engine, signal)).find(
      ({ Labels }) =>
        Labels['dev.backlot.project'] === identity.project &&
        Labels['com.docker.compose.network'] === 'default',
    );
    const linkLocal = [`[${await bridgeAddress(engine, own?.Name ?? '')}%eth0]:${port}`];
    const theirs = (await addressesOf(engine, neighbour.identity.project)).flatMap((address) =>
      [7000, 20_000, 3128].map((at) => `${address}:${at}`),
    );
    const neighbours = [
      ...theirs,
      'shop:7000',
      `${neighbour.containerOf('shop')}:7000`,
      `${neighbour.containerOf('backlot-guard')}:20000`,
    ];
    const ownGateway = [`${await gateway(containerOf('client'))}:${port}`];
    const everywhere = [...thisMachine, ...someContainer, ...linkLocal, ...neighbours, ...ownGateway];

    /** What an isolated client must find: nothing, and nobody who saw it. */
    const findNothing = async (since: number): Promise<Readonly<Record<string, unknown>>> => {
      const told = await attempt(containerOf('client'), everywhere);
      expect(Object.entries(told).filter(([, what]) => what === 'here' || what === 'answer')).toEqual([]);
      expect((await world.arrived()).all).toBe(since);
      return told;
    };
    const isolated = await findNothing(0);
    expect(await frame(containerOf('client'))).toMatch(/^refused: /);
    // There is no IPv6, whatever the service asks for.
    const none = expect.stringMatching(/^(?:EADDRNOTAVAIL|ENETUNREACH)$/);
    expect(isolated).toMatchObject({ web: 403, tcp6: none, smtp6: none, udp6: none });
    expect(calls()).toBe(0);
    // The name was answered, by the guard: with its own address.
    expect(isolated.name).toMatch(/^\d+\.\d+\.\d+\.1$/);
    // The neighbour is there: its own services reach it.
    expect(await attempt(neighbour.containerOf('friend'), ['shop:7000'])).toMatchObject({
      'shop:7000': 'here',
    });
    expect((await world.arrived()).all).toBe(0);

    // The same from a container that is not isolated arrives: so this test can fail. Networks of two
    // environments are kept apart by the engine itself, so that there it is tried within one.
    const openLocal = [`[${await bridgeAddress(engine, network)}%eth0]:${port}`];
    const reached = [...thisMachine, ...someContainer, ...openLocal];
    const open = await attempt(free, reached);
    expect(open).toMatchObject(Object.fromEntries(reached.map((one) => [one, 'here'])));
    const { all, ...arrived } = await world.arrived();
    expect(Object.entries(arrived).filter(([, packets]) => packets === 0)).toEqual([]);
    const before = calls();
    expect(await frame(free)).toBe('sent');
    await expect.poll(calls).toBeGreaterThan(before);

    // Without its guard it is as closed, and the guard comes back by itself.
    const [callsBefore, seen] = [calls(), (await world.arrived()).all];
    const guard = containerOf('backlot-guard');
    await runInContainer(engine, guard, { command: ['sh', '-c', 'kill -9 -1'] }, signal).catch(() => {});
    await findNothing(seen);
    const healed = async (): Promise<boolean> => {
      const command = ['test', '-S', '/run/guard/control.sock'];
      return runInContainer(engine, guard, { command }, signal).then(
        ({ exitCode }) => exitCode === 0,
        () => false,
      );
    };
    await expect.poll(healed, { timeout: 60_000 }).toBe(true);
    expect(await findNothing(seen)).toMatchObject({ web: 403 });
    expect(calls()).toBe(callsBefore);
    expect(all).toBeGreaterThan(0);
  }, 240_000);
});
