import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../../../scripts/testing/free-port.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { listContainers } from '../docker/containers.ts';
import { runInContainer } from '../docker/run-in-container.ts';
import { planUp } from './stack-operations.ts';
import { dockerStack, sleeper, uniqueProject } from './testing/docker-stack.ts';

const signal = new AbortController().signal;

const names = async (engine: Engine, project: string): Promise<readonly string[]> =>
  (await listContainers(engine, signal))
    .filter(({ Labels }) => Labels['dev.backlot.project'] === project)
    .map(({ Names, State }) => `${Names[0]} ${State}`)
    .sort();

const shell = (script: string, more: object = {}) => sleeper({ command: ['sh', '-c', script], ...more });

const completed = { condition: 'service_completed_successfully', required: true } as const;

describe('side by side', () => {
  test('two worktrees of one repository, with fixed names and ports', async () => {
    const port = await freePort('0.0.0.0');
    const project = uniqueProject();
    const fixed = {
      services: {
        db: sleeper({
          container_name: `${project}-fixed`,
          volumes: [{ type: 'volume' as const, source: 'd', target: '/d' }],
        }),
        web: sleeper({ ports: [{ target: 80, published: String(port), protocol: 'tcp' }] }),
      },
      volumes: { d: { name: `${project}-fixed-volume` } },
      networks: { default: { name: `${project}-fixed-net`, ipam: {} } },
    };
    const main = await dockerStack(fixed, { project });
    const other = await dockerStack(fixed, { project, worktree: 'feature', first: false });
    expect(await main.run('up')).toMatchObject({ state: 'succeeded', error: undefined });
    expect(await other.run('up')).toMatchObject({ state: 'succeeded', error: undefined });
    expect((await other.run('up')).steps).toEqual([]);
    expect((await main.run('up')).steps).toEqual([]);
    expect(await names(main.engine, project)).toEqual([
      `${project}-dev-feature-db-1 running`,
      `${project}-dev-feature-web-1 running`,
      `${project}-dev-web-1 running`,
      `${project}-fixed running`,
    ]);
    const found = await runInContainer(
      other.engine,
      `${project}-dev-feature-web-1`,
      { command: ['getent', 'hosts', `${project}-fixed`] },
      signal,
    );
    expect(found.exitCode).toBe(0);
    const listed = (await listContainers(main.engine, signal)).find(({ Names }) =>
      Names.includes(`${project}-dev-feature-web-1`),
    );
    const published = listed?.Ports.map(({ PublicPort }) => PublicPort) ?? [];
    expect(published[0]).toBeGreaterThan(port);
    expect(await main.run('down', { volumes: true })).toMatchObject({ state: 'succeeded', error: undefined });
    expect(await names(main.engine, project)).toHaveLength(2);
  });

  test('a taken port is left to its holder, which is named', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '0.0.0.0', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    onTestFinished(() => {
      server.close();
    });
    const {
      run: go,
      access,
      ref,
    } = await dockerStack({
      services: { web: sleeper({ ports: [{ target: 80, published: String(port), protocol: 'tcp' }] }) },
    });
    const { notes } = await planUp(access, { stack: ref }, signal);
    expect(notes?.[0]?.text).toMatch(
      new RegExp(`80/tcp is at port \\d+: port ${port} is taken by node.* \\(process ${process.pid}\\)`),
    );
    expect(await go('up')).toMatchObject({ state: 'succeeded', error: undefined });
    expect((await go('up')).steps).toEqual([]);
  });

  test('a port taken between plan and start is named', async () => {
    const port = await freePort('0.0.0.0');
    const server = createServer();
    onTestFinished(() => {
      server.close();
    });
    const {
      run: go,
      engine,
      identity,
    } = await dockerStack({
      services: {
        first: shell('sleep 0.5', {}),
        web: sleeper({
          depends_on: { first: completed },
          ports: [{ target: 80, published: String(port), protocol: 'tcp' }],
        }),
      },
    });
    const going = go('up');
    await new Promise<void>((resolve) => {
      const ask = async (): Promise<void> => {
        if ((await names(engine, identity.project)).some((name) => name.includes('first'))) resolve();
        else setImmediate(ask);
      };
      void ask();
    });
    await new Promise<void>((resolve) => server.listen(port, '0.0.0.0', resolve));
    expect((await going).error).toMatchObject({
      code: 'port-taken',
      message: expect.stringMatching(
        new RegExp(`^web can't have port ${port}: node.* \\(process ${process.pid}\\) has it\\.$`),
      ),
    });
    expect(await names(engine, identity.project)).toEqual([]);
  });
});
