import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { TEST_LABEL, testRun } from '../../../../scripts/testing/test-run.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { createContainer, inspectContainer, listContainers, removeContainer } from '../docker/containers.ts';
import { lastLines } from '../docker/last-lines.ts';
import { listNetworks } from '../docker/networks.ts';
import { runInContainer } from '../docker/run-in-container.ts';
import { createVolume, listVolumes, removeVolume } from '../docker/volumes.ts';
import { planUp } from './stack-operations.ts';
import { dockerStack, sleeper } from './testing/docker-stack.ts';

const signal = new AbortController().signal;
const run = promisify(execFile);

const names = async (engine: Engine, project: string): Promise<readonly string[]> =>
  (await listContainers(engine, signal))
    .filter(({ Labels }) => Labels['dev.backlot.project'] === project)
    .map(({ Names, State }) => `${Names[0]} ${State}`)
    .sort();

const shell = (script: string, more: object = {}) => sleeper({ command: ['sh', '-c', script], ...more });

const healthy = { condition: 'service_healthy', required: true } as const;
const completed = { condition: 'service_completed_successfully', required: true } as const;

const model = {
  services: {
    web: sleeper({ depends_on: { migrate: completed, db: healthy } }),
    migrate: shell('cat /data/ready && echo migrated', {
      depends_on: { db: healthy },
      volumes: [{ type: 'volume', source: 'data', target: '/data' }],
    }),
    db: shell('sleep 0.3; echo yes > /data/ready; exec sleep infinity', {
      volumes: [{ type: 'volume', source: 'data', target: '/data' }],
      healthcheck: { test: ['CMD', 'test', '-e', '/data/ready'], interval: '60s' },
    }),
  },
  volumes: { data: { name: 'shop_data' } },
} as const;

test('up, again, an edit, and down', async () => {
  const { run: go, edit, engine, identity, access, ref } = await dockerStack(model);
  const { project, composeProject } = identity;
  const began = performance.now();
  expect(await go('up')).toMatchObject({ state: 'succeeded', error: undefined });
  // An interval later would be a minute later.
  expect(performance.now() - began).toBeLessThan(30_000);
  expect(await names(engine, project)).toEqual([
    `${composeProject}-db-1 running`,
    `${composeProject}-migrate-1 exited`,
    `${composeProject}-web-1 running`,
  ]);
  const db = await inspectContainer(engine, `${composeProject}-db-1`, signal);
  expect(
    (await lastLines(engine, `${composeProject}-migrate-1`, { count: 2, tty: false }, signal)).at(-1),
  ).toBe('migrated');

  const again = await go('up');
  // The engine itself still calls it "starting", as its own first check comes later: our own probe knows better.
  expect(again.steps).toEqual([]);

  edit({
    ...model,
    services: { ...model.services, web: { ...model.services.web, environment: { A: '1' } } },
  });
  const plan = await planUp(access, { stack: ref }, signal);
  expect(plan.steps.find(({ verb }) => verb === 'recreate')?.cause).toBe('environment variable A added');
  expect(await go('up')).toMatchObject({ state: 'succeeded', error: undefined });
  expect((await inspectContainer(engine, `${composeProject}-db-1`, signal)).Id).toBe(db.Id);
  const web = await inspectContainer(engine, `${composeProject}-web-1`, signal);
  expect(web.Config.Env).toContain('A=1');
  expect(await names(engine, project)).toHaveLength(3);

  const down = await go('down');
  expect(down).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await names(engine, project)).toEqual([]);
  const own = ({ Labels }: { Labels: Record<string, string> }) => Labels['dev.backlot.project'] === project;
  expect((await listNetworks(engine, signal)).filter(own)).toEqual([]);
  expect((await listVolumes(engine, signal)).filter(own)).toHaveLength(1);
  expect(await go('down', { volumes: true })).toMatchObject({ state: 'succeeded', error: undefined });
  expect((await listVolumes(engine, signal)).filter(own)).toEqual([]);
});

test('stop and restart; a service alone', async () => {
  const { run: go, engine, identity } = await dockerStack({ services: { a: sleeper(), b: sleeper() } });
  expect(await go('up', { services: ['a'] })).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await names(engine, identity.project)).toHaveLength(1);
  expect(await go('restart')).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await go('stop')).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await names(engine, identity.project)).toEqual([`${identity.composeProject}-a-1 exited`]);
  expect(await go('up')).toMatchObject({ state: 'succeeded', error: undefined });
  expect((await names(engine, identity.project)).every((name) => name.endsWith('running'))).toBe(true);
});

test('a failed update gives the old container its place back, running', async () => {
  const one = (command: string) => ({ services: { web: shell(command) } });
  const { run: go, edit, engine, identity } = await dockerStack(one('exec sleep infinity'));
  await go('up');
  const before = await inspectContainer(engine, `${identity.composeProject}-web-1`, signal);
  edit(one('echo cannot >&2; exit 3'));
  const failed = await go('up');
  expect(failed).toMatchObject({
    state: 'failed',
    error: {
      code: 'container-exited',
      message: 'web exited with code 3 before it was ready. Its last line: cannot',
      details: { exitCode: 3, lastLines: ['cannot'] },
    },
  });
  const after = await inspectContainer(engine, `${identity.composeProject}-web-1`, signal);
  expect(after.Id).toBe(before.Id);
  expect(after.State.Running).toBe(true);
  expect(await names(engine, identity.project)).toHaveLength(1);
});

test("nameless volumes' data goes on in the new container", async () => {
  const one = (user: string) => ({
    services: {
      db: sleeper({ volumes: [{ type: 'volume', target: '/data' }], environment: { USER: user } }),
    },
  });
  const { run: go, edit, engine, identity } = await dockerStack(one('a'));
  await go('up');
  const id = `${identity.composeProject}-db-1`;
  await runInContainer(engine, id, { command: ['sh', '-c', 'echo kept > /data/file'] }, signal);
  edit(one('b'));
  expect(await go('up')).toMatchObject({ state: 'succeeded', error: undefined });
  const read = await runInContainer(engine, id, { command: ['cat', '/data/file'] }, signal);
  expect(read.output).toBe('kept\n');
  const [mount] = (await inspectContainer(engine, id, signal)).Mounts;
  expect(await go('down', { volumes: true })).toMatchObject({ state: 'succeeded', error: undefined });
  expect((await listVolumes(engine, signal)).map(({ Name }) => Name)).not.toContain(mount?.Name);
});

test('networks: aliases, links, a second network; and one that is made anew', async () => {
  const nets = (internal: boolean) => ({
    services: {
      db: sleeper({ networks: { back: { aliases: ['database'] }, default: null } }),
      web: sleeper({ networks: { default: null, back: { priority: 10 } }, links: ['db:store'] }),
    },
    networks: {
      default: { name: 'shop_default', ipam: {} },
      back: { name: 'shop_back', ipam: {}, internal },
    },
  });
  const { run: go, edit, engine, identity } = await dockerStack(nets(true));
  expect(await go('up')).toMatchObject({ state: 'succeeded', error: undefined });
  const lookUp = async (name: string) =>
    (
      await runInContainer(
        engine,
        `${identity.composeProject}-web-1`,
        { command: ['getent', 'hosts', name] },
        signal,
      )
    ).exitCode;
  for (const name of ['db', 'database', 'store', `${identity.composeProject}-db-1`])
    expect([name, await lookUp(name)]).toEqual([name, 0]);
  edit(nets(false));
  const again = await go('up');
  expect(again).toMatchObject({ state: 'succeeded', error: undefined });
  expect(again.steps.map(({ id }) => id)).toContain('recreate:web:1');
  expect(await lookUp('database')).toBe(0);
});

test('sharing: a network and volumes of another service, also after that one is made anew', async () => {
  const shared = (user: string) => ({
    services: {
      vpn: sleeper({
        environment: { WHO: user },
        volumes: [{ type: 'volume', target: '/scratch' } as const],
      }),
      app: sleeper({ network_mode: 'service:vpn', pid: 'service:vpn', volumes_from: ['vpn'] }),
    },
  });
  const { run: go, edit, engine, identity } = await dockerStack(shared('a'));
  expect((await go('up')).error).toBeUndefined();
  edit(shared('b'));
  expect(await go('up')).toMatchObject({ state: 'succeeded', error: undefined });
  const vpn = await inspectContainer(engine, `${identity.composeProject}-vpn-1`, signal);
  const app = await inspectContainer(engine, `${identity.composeProject}-app-1`, signal);
  expect(app.HostConfig.NetworkMode).toBe(`container:${vpn.Id}`);
});

test('secrets and configs: text is copied in with its mode, hooks run', async () => {
  const {
    run: go,
    engine,
    identity,
  } = await dockerStack(
    {
      services: {
        web: sleeper({
          secrets: [{ source: 'token', uid: '33', mode: '0400' }],
          configs: [{ source: 'conf', target: '/etc/app.conf' }],
          post_start: [{ command: ['sh', '-c', 'echo "$WORD" > /started'], environment: { WORD: 'hello' } }],
          pre_stop: [{ command: ['sh', '-c', 'echo stopping > /proc/1/fd/1'] }],
        }),
      },
      secrets: { token: { name: 'shop_token', environment: 'TOKEN' } },
      configs: { conf: { name: 'shop_conf', content: 'a=b\n' } },
    },
    { env: { TOKEN: 'hush' } },
  );
  expect(await go('up')).toMatchObject({ state: 'succeeded', error: undefined });
  const id = `${identity.composeProject}-web-1`;
  const sh = (script: string) => runInContainer(engine, id, { command: ['sh', '-c', script] }, signal);
  expect(
    (await sh('stat -c "%u %a" /run/secrets/token; cat /run/secrets/token /etc/app.conf /started')).output,
  ).toBe('33 400\nhusha=b\nhello\n');
  expect(await go('stop')).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await lastLines(engine, id, { count: 1, tty: false }, signal)).toEqual(['stopping']);
  const label = JSON.stringify((await inspectContainer(engine, id, signal)).Config.Labels);
  expect(label).not.toContain('hush');
});

test('docker compose sees the stack', async ({ skip }) => {
  const version = await run('docker', ['compose', 'version']).catch(() => undefined);
  if (version === undefined) skip('the plugin docker compose is not installed');
  const { run: go, identity } = await dockerStack(model);
  await go('up');
  const compose = async (...args: string[]) =>
    (await run('docker', ['compose', '-p', identity.composeProject, ...args])).stdout;
  expect(JSON.parse(await compose('ls', '--all', '--format', 'json'))).toContainEqual(
    expect.objectContaining({ Name: identity.composeProject }),
  );
  expect(await compose('ps', '--all', '--services')).toMatch(/db[\s\S]*migrate[\s\S]*web/);
  expect(await compose('logs', '--no-color', 'migrate')).toContain('migrated');
  expect(await compose('exec', '-T', 'web', 'echo', 'inside')).toBe('inside\n');
});

describe('what can go wrong', () => {
  test('an image that is not there', async () => {
    const { run: go } = await dockerStack({ services: { web: { image: 'nowhere.invalid/none:1' } } });
    expect((await go('up')).error).toMatchObject({
      code: 'image-missing',
      message: 'web: the engine does not have the image nowhere.invalid/none:1.',
    });
  });

  test('a healthcheck that never passes ends with its last words, and nothing is left', async () => {
    const check = { test: ['CMD-SHELL', 'echo not yet; exit 7'], interval: '300ms', retries: 2 };
    const {
      run: go,
      engine,
      identity,
    } = await dockerStack({ services: { web: sleeper({ healthcheck: check }) } });
    expect((await go('up')).error).toMatchObject({
      code: 'not-ready',
      details: { exitCode: 7, output: 'not yet' },
    });
    expect(await names(engine, identity.project)).toEqual([]);
  });

  test('optional needs that fail are borne', async () => {
    const { run: go } = await dockerStack({
      services: {
        job: shell('exit 4'),
        web: sleeper({ depends_on: { job: { ...completed, required: false } } }),
      },
    });
    expect(await go('up')).toMatchObject({ state: 'succeeded', error: undefined });
  });

  test('a command that does not exist', async () => {
    const { run: go, engine, identity } = await dockerStack({ services: { web: { command: ['/no/such'] } } });
    expect((await go('up')).error?.message).toMatch(/^web can't be started: .*\/no\/such/s);
    expect(await names(engine, identity.project)).toEqual([]);
  });

  test('foreign names are left alone and named', async () => {
    const {
      run: go,
      engine,
      identity,
    } = await dockerStack({
      services: { web: sleeper({ volumes: [{ type: 'volume', source: 'data', target: '/data' }] }) },
      volumes: { data: { name: 'shop_data' } },
    });
    const labels = { [TEST_LABEL]: testRun };
    const name = `${identity.composeProject}-web-1`;
    const { id } = await createContainer(
      engine,
      { name, body: { Image: 'debian:bookworm-slim', Labels: labels } },
      signal,
    );
    const volume = `${identity.composeProject}_data`;
    await createVolume(engine, { Name: volume, Labels: labels }, signal);
    const failed = await go('up');
    await removeContainer(engine, id, signal);
    await removeVolume(engine, volume, signal);
    expect(failed.error).toMatchObject({
      code: 'name-taken',
      message: `In the way, and not ours to touch: container ${name} (not made by Backlot), volume ${volume} (not made by Backlot).`,
    });
    expect(failed.steps).toEqual([]);
  });

  test('cancelling takes back what was made', async () => {
    const { core, ref, engine, identity } = await dockerStack({
      services: { web: sleeper({ healthcheck: { test: ['CMD', 'false'], interval: '60s' } }) },
    });
    const id = core.operations.start('up', { stack: ref });
    for await (const { value: event } of core.operations.events({ operation: id }, { signal, after: 0 })) {
      if (event.parent === 'wait:web' && event.status === 'started') core.operations.cancel(id);
    }
    expect(core.operations.get(id).state).toBe('cancelled');
    expect(await names(engine, identity.project)).toEqual([]);
    expect(
      (await listNetworks(engine, signal)).filter(({ Name }) => Name.startsWith(identity.composeProject)),
    ).toEqual([]);
  });
});
