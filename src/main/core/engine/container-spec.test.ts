import { describe, expect, test } from 'vitest';
import type { Service } from '../compose/model.ts';
import { containerSpec, type Instance } from './container-spec.ts';
import { desireStack } from './desire-stack.ts';
import { desireModel, type PartialModel, stackModel, testIdentity } from './testing/stack-model.ts';

const instance: Instance = {
  number: 1,
  ports: {},
  imageId: 'sha256:image',
  containers: { db: 'db-id' },
  operation: 'op',
};

const specOf = (
  service: Partial<Service>,
  { api, more = {}, at = {} }: { api?: string; more?: Partial<PartialModel>; at?: Partial<Instance> } = {},
) => {
  const { services, ...rest } = more;
  const desired = desireModel(
    { services: { web: service, db: {}, ...services }, ...rest },
    { ...(api === undefined ? {} : { api }) },
  );
  const web = desired.services.find(({ name }) => name === 'web');
  if (web === undefined) throw new Error('no web');
  return containerSpec(desired, web, { ...instance, ...at });
};

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (inner === undefined ? undefined : Reflect.get(Object(inner), key)),
      value,
    );

const host = (key: string, service: Partial<Service>, expected: unknown) =>
  [service, `HostConfig.${key}`, expected] as const;

describe('each key as the engine takes it', () => {
  const rows: readonly (readonly [Partial<Service>, string, unknown])[] = [
    [{ image: 'a:1' }, 'Image', 'a:1'],
    [{ command: ['a', 'b'] }, 'Cmd', ['a', 'b']],
    [{ command: null }, 'Cmd', undefined],
    [{ entrypoint: [] }, 'Entrypoint', []],
    [{ environment: { A: '1', B: null } }, 'Env', ['A=1']],
    [{ hostname: 'h' }, 'Hostname', 'h'],
    [{ domainname: 'd' }, 'Domainname', 'd'],
    [{ user: '1:2' }, 'User', '1:2'],
    [{ working_dir: '/w' }, 'WorkingDir', '/w'],
    [{ tty: true }, 'Tty', true],
    [{ stdin_open: true }, 'OpenStdin', true],
    [{ stop_signal: 'SIGINT' }, 'StopSignal', 'SIGINT'],
    [{ stop_grace_period: '1m30s' }, 'StopTimeout', 90],
    [{ mac_address: '02:42:ac:11:00:02' }, 'MacAddress', '02:42:ac:11:00:02'],
    [
      { expose: ['80', '53/udp', '90-91'] },
      'ExposedPorts',
      { '80/tcp': {}, '53/udp': {}, '90/tcp': {}, '91/tcp': {} },
    ],
    [{ labels: { a: 'b' } }, 'Labels.a', 'b'],
    [
      {
        healthcheck: { test: ['CMD', 'x'], interval: '1.5s', timeout: '2s', retries: 3, start_period: '1m' },
      },
      'Healthcheck',
      { Test: ['CMD', 'x'], Interval: 1.5e9, Timeout: 2e9, Retries: 3, StartPeriod: 6e10 },
    ],
    [{ healthcheck: { disable: true } }, 'Healthcheck', { Test: ['NONE'] }],
    [{ healthcheck: { interval: '1s' } }, 'Healthcheck', { Interval: 1e9 }],
    host('RestartPolicy', { restart: 'on-failure:3' }, { Name: 'on-failure', MaximumRetryCount: 3 }),
    host('RestartPolicy', { restart: 'unless-stopped' }, { Name: 'unless-stopped', MaximumRetryCount: 0 }),
    host(
      'RestartPolicy',
      { deploy: { restart_policy: { condition: 'on-failure', max_attempts: 2 } } },
      { Name: 'on-failure', MaximumRetryCount: 2 },
    ),
    host('RestartPolicy', { deploy: { restart_policy: {} } }, { Name: 'always', MaximumRetryCount: 0 }),
    host('NetworkMode', { network_mode: 'host' }, 'host'),
    host('NetworkMode', { network_mode: 'service:db' }, 'container:db-id'),
    host('NetworkMode', {}, 'shop-dev_default'),
    host('PidMode', { pid: 'service:db' }, 'container:db-id'),
    host('PidMode', { pid: 'host' }, 'host'),
    host('IpcMode', { ipc: 'shareable' }, 'shareable'),
    host('UTSMode', { uts: 'host' }, 'host'),
    host('UsernsMode', { userns_mode: 'host' }, 'host'),
    host('CgroupnsMode', { cgroup: 'private' }, 'private'),
    host('CgroupParent', { cgroup_parent: 'p' }, 'p'),
    host('Runtime', { runtime: 'runsc' }, 'runsc'),
    host('Isolation', { isolation: 'default' }, 'default'),
    host('Init', { init: true }, true),
    host('CapAdd', { cap_add: ['NET_ADMIN'] }, ['NET_ADMIN']),
    host('CapDrop', { cap_drop: ['ALL'] }, ['ALL']),
    host('Privileged', { privileged: true }, true),
    host('ReadonlyRootfs', { read_only: true }, true),
    host('SecurityOpt', { security_opt: ['no-new-privileges:true', 'seccomp:unconfined'] }, [
      'no-new-privileges:true',
      'seccomp=unconfined',
    ]),
    host('MaskedPaths', { security_opt: ['systempaths=unconfined'] }, []),
    host('Ulimits', { ulimits: { nofile: { soft: 1, hard: 2 }, nproc: 3 } }, [
      { Name: 'nofile', Soft: 1, Hard: 2 },
      { Name: 'nproc', Soft: 3, Hard: 3 },
    ]),
    host('ShmSize', { shm_size: '67108864' }, 67_108_864),
    host('Tmpfs', { tmpfs: ['/run', '/tmp:size=1m,mode=1777'] }, { '/run': '', '/tmp': 'size=1m,mode=1777' }),
    host(
      'LogConfig',
      { logging: { driver: 'json-file', options: { 'max-size': '1m' } } },
      { Type: 'json-file', Config: { 'max-size': '1m' } },
    ),
    host('Sysctls', { sysctls: { 'net.core.somaxconn': '1' } }, { 'net.core.somaxconn': '1' }),
    host('StorageOpt', { storage_opt: { size: '1G' } }, { size: '1G' }),
    host('Devices', { devices: [{ source: '/dev/a' }] }, [
      { PathOnHost: '/dev/a', PathInContainer: '/dev/a', CgroupPermissions: 'rwm' },
    ]),
    host('DeviceCgroupRules', { device_cgroup_rules: ['c 1:3 mr'] }, ['c 1:3 mr']),
    host('DeviceRequests', { gpus: [{ count: -1 }] }, [{ Capabilities: [['gpu']], Count: -1 }]),
    host(
      'DeviceRequests',
      {
        deploy: {
          resources: {
            reservations: { devices: [{ capabilities: ['gpu'], device_ids: ['0'], driver: 'nvidia' }] },
          },
        },
      },
      [{ Capabilities: [['gpu']], DeviceIDs: ['0'], Driver: 'nvidia' }],
    ),
    host('ExtraHosts', { extra_hosts: ['a=1.2.3.4', 'b=::1', 'c:host-gateway'] }, [
      'a:1.2.3.4',
      'b:::1',
      'c:host-gateway',
    ]),
    host('Dns', { dns: ['1.1.1.1'] }, ['1.1.1.1']),
    host('DnsOptions', { dns_opt: ['ndots:1'] }, ['ndots:1']),
    host('DnsSearch', { dns_search: ['x'] }, ['x']),
    host('GroupAdd', { group_add: ['5'] }, ['5']),
    host('Memory', { mem_limit: '1000' }, 1000),
    host('Memory', { mem_limit: '1000', deploy: { resources: { limits: { memory: '2000' } } } }, 2000),
    host('MemoryReservation', { deploy: { resources: { reservations: { memory: '5' } } } }, 5),
    host('MemoryReservation', { mem_reservation: '6' }, 6),
    host('MemorySwap', { memswap_limit: '-1' }, -1),
    host('MemorySwappiness', { mem_swappiness: '0' }, 0),
    host('NanoCpus', { cpus: 0.5 }, 5e8),
    host('NanoCpus', { deploy: { resources: { limits: { cpus: 1.5 } } } }, 1.5e9),
    host('CpuShares', { cpu_shares: 5 }, 5),
    host('CpuPeriod', { cpu_period: '50ms' }, 50_000),
    host('CpuQuota', { cpu_quota: '1000' }, 1000),
    host('CpuRealtimePeriod', { cpu_rt_period: '1s' }, 1_000_000),
    host('CpuRealtimeRuntime', { cpu_rt_runtime: '10' }, 10),
    host('CpuCount', { cpu_count: 2 }, 2),
    host('CpuPercent', { cpu_percent: 5 }, 5),
    host('CpusetCpus', { cpuset: '0' }, '0'),
    host('PidsLimit', { pids_limit: 7 }, 7),
    host('PidsLimit', { deploy: { resources: { limits: { pids: 8 } } } }, 8),
    host('OomKillDisable', { oom_kill_disable: true }, true),
    host('OomScoreAdj', { oom_score_adj: 9 }, 9),
    host('BlkioWeight', { blkio_config: { weight: 300 } }, 300),
    host('BlkioDeviceReadBps', { blkio_config: { device_read_bps: [{ path: '/dev/a', rate: '10' }] } }, [
      { Path: '/dev/a', Rate: 10 },
    ]),
    host('VolumesFrom', { volumes_from: ['db:ro', 'container:other'] }, ['db-id:ro', 'other']),
    host(
      'Binds',
      { volumes: [{ type: 'bind', source: '/a', target: '/b', bind: { create_host_path: true } }] },
      ['/a:/b:rw'],
    ),
    host(
      'Binds',
      {
        volumes: [
          {
            type: 'bind',
            source: '/a',
            target: '/b',
            read_only: true,
            bind: { selinux: 'z', propagation: 'rshared' },
          },
        ],
      },
      ['/a:/b:ro,z,rshared'],
    ),
    host(
      'Mounts',
      { volumes: [{ type: 'bind', source: '/a', target: '/b', bind: { propagation: 'rslave' } }] },
      [{ Type: 'bind', Source: '/a', Target: '/b', BindOptions: { Propagation: 'rslave' } }],
    ),
    host(
      'Mounts',
      {
        volumes: [
          { type: 'volume', source: 'data', target: '/d', read_only: true, volume: { nocopy: true } },
        ],
      },
      [
        {
          Type: 'volume',
          Source: 'shop-dev_data',
          Target: '/d',
          ReadOnly: true,
          VolumeOptions: { NoCopy: true },
        },
      ],
    ),
    host('Mounts', { volumes: [{ type: 'volume', target: '/d' }] }, [
      { Type: 'volume', Target: '/d', VolumeOptions: {} },
    ]),
    host('Mounts', { volumes: [{ type: 'tmpfs', target: '/t', tmpfs: { size: '100', mode: 0o700 } }] }, [
      { Type: 'tmpfs', Target: '/t', TmpfsOptions: { SizeBytes: 100, Mode: 0o700 } },
    ]),
    host('Mounts', { secrets: [{ source: 'key' }], configs: [{ source: 'conf', target: '/etc/c' }] }, [
      { Type: 'bind', Source: '/src/key', Target: '/run/secrets/key', ReadOnly: true },
      { Type: 'bind', Source: '/src/conf', Target: '/etc/c', ReadOnly: true },
    ]),
    host(
      'PortBindings',
      {
        ports: [
          { target: 80, published: '8080', protocol: 'tcp', host_ip: '127.0.0.1' },
          { target: 80, protocol: 'tcp' },
        ],
      },
      {
        '80/tcp': [
          { HostIp: '127.0.0.1', HostPort: '8080' },
          { HostIp: '', HostPort: '' },
        ],
      },
    ),
  ];
  const more = {
    volumes: { data: { name: 'shop_data' } },
    secrets: { key: { name: 'k', file: '/src/key' } },
    configs: { conf: { name: 'c', file: '/src/conf' } },
  };
  test.each(
    rows.map(
      ([service, path, expected]) =>
        [`${JSON.stringify(service)} → ${path}`, service, path, expected] as const,
    ),
  )('%s', (_, service, path, expected) => {
    expect(at(specOf(service, { more }).body, path)).toEqual(expected);
  });
});

describe('networks', () => {
  const more = {
    networks: { front: { name: 'shop_front', ipam: {} }, back: { name: 'shop_back', ipam: {} } },
  };
  const networks = {
    front: null,
    back: {
      aliases: ['store'],
      priority: 5,
      ipv4_address: '10.0.0.2',
      ipv6_address: '::2',
      link_local_ips: ['169.254.1.1'],
      driver_opts: { a: 'b' },
      gw_priority: 3,
      mac_address: '02:00:00:00:00:01',
    },
  };
  const services = { db: { networks: { back: null } } };

  test('before API 1.44 the rest is attached afterwards, the highest priority first', () => {
    const { body, attach } = specOf(
      { networks, links: ['db:store2'], external_links: ['other:o'] },
      { more: { ...more, services } },
    );
    expect(body.NetworkingConfig).toEqual({
      EndpointsConfig: {
        'shop-dev_back': {
          Aliases: ['shop-dev-web-1', 'web', 'store'],
          Links: ['shop-dev-db-1:store2', 'other:o'],
          IPAMConfig: { IPv4Address: '10.0.0.2', IPv6Address: '::2', LinkLocalIPs: ['169.254.1.1'] },
          DriverOpts: { a: 'b' },
        },
      },
    });
    expect(attach.map(({ network }) => network)).toEqual(['shop-dev_front']);
  });

  test('a newer engine gets all at once, with what only it can do', () => {
    const { body, attach } = specOf(
      {
        networks,
        healthcheck: { start_interval: '1s' },
        annotations: { a: 'b' },
        mac_address: '02:00:00:00:00:09',
      },
      { api: '1.50', more: { ...more, services } },
    );
    expect(attach).toEqual([]);
    expect(at(body, 'NetworkingConfig.EndpointsConfig.shop-dev_back')).toMatchObject({
      GwPriority: 3,
      MacAddress: '02:00:00:00:00:01',
    });
    expect(at(body, 'Healthcheck.StartInterval')).toBe(1e9);
    expect(at(body, 'HostConfig.Annotations')).toEqual({ a: 'b' });
    expect(body.MacAddress).toBeUndefined();
  });
});

test('newer mounts, where the engine has them', () => {
  const volumes = [
    { type: 'volume' as const, source: 'data', target: '/d', volume: { subpath: 'x' } },
    { type: 'image' as const, source: 'assets:1', target: '/i' },
    { type: 'bind' as const, source: '/a', target: '/b', bind: { recursive: 'readonly' } },
  ];
  const more = { volumes: { data: { name: 'shop_data' } } };
  expect(at(specOf({ volumes }, { api: '1.48', more }).body, 'HostConfig.Mounts')).toEqual([
    { Type: 'volume', Source: 'shop-dev_data', Target: '/d', VolumeOptions: { Subpath: 'x' } },
    { Type: 'image', Source: 'assets:1', Target: '/i' },
    { Type: 'bind', Source: '/a', Target: '/b', BindOptions: { ReadOnlyForceRecursive: true } },
  ]);
  expect(at(specOf({ volumes }, { more }).body, 'HostConfig.Mounts')).toHaveLength(2);
});

test('labels: those of Compose and ours, and a moved port', () => {
  const needs = { db: { condition: 'service_healthy', required: true, restart: true } } as const;
  const ports = { '80/tcp@:8080': 8081 };
  const { body } = specOf(
    { depends_on: needs, ports: [{ target: 80, published: '8080', protocol: 'tcp' }] },
    { at: { ports, replaces: 'old-id', number: 2 } },
  );
  expect(body.Labels).toMatchObject({
    'com.docker.compose.project': 'shop-dev',
    'com.docker.compose.service': 'web',
    'com.docker.compose.container-number': '2',
    'com.docker.compose.oneoff': 'False',
    'com.docker.compose.depends_on': 'db:service_healthy:true',
    'com.docker.compose.image': 'sha256:image',
    'com.docker.compose.project.config_files': '/src/shop/compose.yaml',
    'com.docker.compose.project.working_dir': '/src/shop',
    'dev.backlot.managed': 'true',
    'dev.backlot.project': 'shop',
    'dev.backlot.environment': 'dev',
    'dev.backlot.operation': 'op',
    'dev.backlot.replaces': 'old-id',
    'dev.backlot.ports': JSON.stringify(ports),
  });
  expect(at(body, 'HostConfig.PortBindings')).toEqual({ '80/tcp': [{ HostIp: '', HostPort: '8081' }] });
});

test('a seccomp profile goes by its text', () => {
  const desired = desireStack(stackModel({ services: { web: { security_opt: ['seccomp:/p.json'] } } }), {
    identity: testIdentity(),
    api: '1.41',
    files: { env: {}, contents: { '/p.json': '{"a":1}' } },
  });
  const [web] = desired.services;
  const body = web && containerSpec(desired, web, instance).body;
  expect(at(body, 'HostConfig.SecurityOpt')).toEqual(['seccomp={"a":1}']);
});

test("text can't be copied into a container that is read-only", () => {
  const more = { configs: { c: { name: 'c', content: 'x' } } };
  expect(() => specOf({ read_only: true, configs: [{ source: 'c' }] }, { more })).toThrow('is read_only');
});
