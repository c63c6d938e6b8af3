import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { connectEngine } from '../docker/connect-engine.ts';
import { inspectContainer } from '../docker/containers.ts';
import { createNetwork } from '../docker/networks.ts';
import { createVolume } from '../docker/volumes.ts';
import { completeContainer } from './complete-container.ts';
import { desireStack } from './desire-stack.ts';
import { stackIdentity } from './identity.ts';
import { makeContainer } from './make-container.ts';
import { labelled, removeProject, sleeper, uniqueProject } from './testing/docker-stack.ts';
import { localContext } from './testing/local-engine.ts';

const run = promisify(execFile);
const signal = new AbortController().signal;

/** What differs by nature: names, ids, times, and what only one of the two sets where it means the same. */
const ignored: ReadonlySet<string> = new Set([
  'Labels',
  'Hostname',
  'ContainerIDFile',
  'AttachStdout',
  'AttachStderr',
]);

const settings = z.object({
  Config: z.record(z.string(), z.unknown()),
  HostConfig: z.record(z.string(), z.unknown()),
});

/** A container's settings without what is empty: the engine writes "none given" in several ways. */
function plain(value: unknown, names: readonly string[]): unknown {
  // Compose takes some lists from maps, in no order.
  if (Array.isArray(value))
    return value
      .map((item) => plain(item, names))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !ignored.has(key))
        .map(([key, item]) => [key, plain(item, names)] as const)
        .filter(
          ([, item]) =>
            item !== null &&
            item !== '' &&
            item !== false &&
            item !== 0 &&
            !/^(\[\]|\{\})$/.test(JSON.stringify(item)),
        )
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return typeof value === 'string'
    ? names.reduce((text, name) => text.replaceAll(name, 'PROJECT'), value)
    : value;
}

const service = sleeper({
  user: '33',
  working_dir: '/tmp',
  hostname: 'box',
  domainname: 'example.test',
  environment: { A: '1' },
  cap_add: ['NET_ADMIN'],
  cap_drop: ['MKNOD'],
  read_only: true,
  tmpfs: ['/run:size=1m'],
  ulimits: { nofile: { soft: 100, hard: 200 }, nproc: 50 },
  shm_size: '33554432',
  sysctls: { 'net.core.somaxconn': '1024' },
  dns: ['127.0.0.1'],
  dns_search: ['test'],
  dns_opt: ['ndots:1'],
  extra_hosts: ['other=10.0.0.1'],
  group_add: ['5'],
  mem_limit: '134217728',
  cpus: 0.5,
  pids_limit: 100,
  oom_score_adj: 100,
  logging: { driver: 'json-file', options: { 'max-size': '1m' } },
  restart: 'on-failure:3',
  security_opt: ['no-new-privileges:true'],
  stop_signal: 'SIGINT',
  stop_grace_period: '3s',
  ipc: 'shareable',
  init: true,
  expose: ['9000'],
  ports: [{ target: 80, protocol: 'tcp', host_ip: '127.0.0.1', published: '0' }],
  healthcheck: { test: ['CMD', 'true'], interval: '5s', timeout: '2s', retries: 4, start_period: '1s' },
  devices: [{ source: '/dev/null', target: '/dev/thing', permissions: 'r' }],
  volumes: [
    { type: 'volume', source: 'data', target: '/data', volume: { nocopy: true } },
    { type: 'volume', target: '/anon' },
    { type: 'bind', source: '/tmp', target: '/host', read_only: true, bind: { create_host_path: true } },
    { type: 'tmpfs', target: '/scratch', tmpfs: { size: '1048576' } },
  ],
});

test('a container is made from a service as docker compose makes it', async ({ skip }) => {
  const version = await run('docker', ['compose', 'version']).catch(() => undefined);
  if (version === undefined) skip('the plugin docker compose is not installed');
  const project = uniqueProject();
  const theirs = `${project}-compose`;
  const folder = await mkdtemp(join(tmpdir(), 'backlot-parity-'));
  const engine = await connectEngine(localContext, signal);
  const file = join(folder, 'compose.yaml');
  const compose = (...args: string[]) => run('docker', ['compose', '-p', theirs, '-f', file, ...args]);
  onTestFinished(async () => {
    await compose('down', '-v').catch(() => {});
    await removeProject(engine, project);
    engine.close();
    await rm(folder, { recursive: true, force: true });
  });
  const model = labelled({ services: { web: service }, volumes: { data: { name: 'shop_data' } } });
  const { extensions: _, networks: _networks, ...rest } = model;
  const { data: _data, ...volumes } = model.volumes;
  const web = { ...model.services.web, networks: undefined };
  await writeFile(file, JSON.stringify({ ...rest, services: { web }, volumes: { ...volumes, data: {} } }));
  await compose('create');

  const identity = stackIdentity({
    project,
    environment: 'dev',
    first: true,
    workingDir: folder,
    configFiles: [file],
  });
  const stack = desireStack(model, { identity, api: engine.api, files: { env: {}, contents: {} } });
  for (const { body } of stack.networks) await createNetwork(engine, body, signal);
  for (const { body } of stack.volumes) await createVolume(engine, body, signal);
  const [desired] = stack.services;
  if (desired === undefined) throw new Error('no service');
  const id = await makeContainer(
    engine,
    { stack, service: desired, number: 1, ports: {}, operation: 'test' },
    signal,
  );
  await completeContainer(engine, stack, desired, await inspectContainer(engine, id, signal), 1, signal);

  const look = async (name: string): Promise<unknown> =>
    plain(await engine.get(`/containers/${name}/json`, settings, signal), [theirs, identity.composeProject]);
  expect(await look(id)).toEqual(await look(`${theirs}-web-1`));
});
