import { expect, test } from 'vitest';
import { loadCompose } from './load-compose.ts';
import { printConfig } from './print-config.ts';

const signal = new AbortController().signal;

/** What is around the service in each case, so that references lead somewhere. */
const rest = `
  db: { image: db }
networks: { n: , m: }
volumes: { v0: , vol: }
secrets: { s1: { file: ./s }, s2: { file: ./s } }
configs: { c1: { file: ./c } }
`;

async function webOf(body: string): Promise<unknown> {
  const stdin = `name: p\nservices:\n  web:\n    image: x\n    ${body}${rest}`;
  const env = { HOME: '/home/me', SHELL_SET: 'shell' };
  const { model } = await loadCompose({ files: ['-'], stdin, cwd: '/srv/shop', env }, signal);
  const {
    image: _image,
    command,
    entrypoint,
    networks,
    ...keys
  } = JSON.parse(printConfig(model)).services.web;
  return {
    ...keys,
    ...(command === null ? {} : { command }),
    ...(entrypoint === null ? {} : { entrypoint }),
    ...(networks && 'default' in networks && networks.default === null ? {} : { networks }),
  };
}

const tcp = { mode: 'ingress', protocol: 'tcp' };
const started = { condition: 'service_started', required: true };
const bind = { create_host_path: true };

test.each<[string, unknown]>([
  ['annotations: { a: 1 }', { annotations: { a: '1' } }],
  ['attach: false', { attach: false }],
  [
    'blkio_config: { weight: 300, weight_device: [{ path: /dev/a, weight: 4 }], device_read_bps: [{ path: /dev/a, rate: 1m }] }',
    {
      blkio_config: {
        weight: 300,
        weight_device: [{ path: '/dev/a', weight: 4 }],
        device_read_bps: [{ path: '/dev/a', rate: '1048576' }],
      },
    },
  ],
  ['build: .', { build: { context: '/srv/shop', dockerfile: 'Dockerfile' } }],
  ['build: ""', { build: { context: '/srv/shop', dockerfile: 'Dockerfile' } }],
  ['build: git@example.org:x.git', { build: { context: 'git@example.org:x.git', dockerfile: 'Dockerfile' } }],
  [
    'build: { args: [A=1, SHELL_SET, NONE] }',
    { build: { context: '/srv/shop', dockerfile: 'Dockerfile', args: { A: '1', SHELL_SET: 'shell' } } },
  ],
  [
    'build: { ssh: [default, "k=~/.ssh/k"] }',
    { build: { context: '/srv/shop', dockerfile: 'Dockerfile', ssh: ['default', 'k=~/.ssh/k'] } },
  ],
  ['cap_add: [A, B, A]', { cap_add: ['A', 'B'] }],
  ['cap_drop: []', {}],
  ['cgroup: host', { cgroup: 'host' }],
  ['command: a "b c"', { command: ['a', 'b c'] }],
  ['command: []', { command: [] }],
  [
    'configs: [c1, { source: c1, target: /x, mode: 0440 }]',
    { configs: [{ source: 'c1' }, { source: 'c1', target: '/x', mode: 288 }] },
  ],
  ['container_name: the_web.1', { container_name: 'the_web.1' }],
  ['cpu_period: 1000', { cpu_period: 1000 }],
  ['cpus: "0.5"', { cpus: 0.5 }],
  ['credential_spec: { file: a.json }', { credential_spec: { file: 'a.json' } }],
  ['depends_on: [db]', { depends_on: { db: started } }],
  [
    'depends_on: { db: { condition: service_healthy, restart: true, required: false } }',
    { depends_on: { db: { condition: 'service_healthy', restart: true, required: false } } },
  ],
  ['deploy: { replicas: 0 }', { deploy: { replicas: 0, resources: {}, placement: {} } }],
  [
    'develop: { watch: [{ path: ./a, action: sync, target: /a, ignore: x }] }',
    { develop: { watch: [{ path: '/srv/shop/a', action: 'sync', target: '/a', ignore: ['x'] }] } },
  ],
  ['device_cgroup_rules: [c 1:3 mr]', { device_cgroup_rules: ['c 1:3 mr'] }],
  [
    'devices: [/dev/a, "/dev/b:/dev/c:r"]',
    {
      devices: [
        { source: '/dev/a', target: '/dev/a', permissions: 'rwm' },
        { source: '/dev/b', target: '/dev/c', permissions: 'r' },
      ],
    },
  ],
  ['dns: 1.1.1.1', { dns: ['1.1.1.1'] }],
  ['dns_opt: [a]', { dns_opt: ['a'] }],
  ['dns_search: [a, b]', { dns_search: ['a', 'b'] }],
  ['domainname: d', { domainname: 'd' }],
  ['entrypoint: ""', { entrypoint: [] }],
  [
    'environment: { A: 1.50, B: true, C: , SHELL_SET: }',
    { environment: { A: '1.5', B: 'true', C: null, SHELL_SET: 'shell' } },
  ],
  ['environment: [B=2, A=1, A=3]', { environment: { A: '3', B: '2' } }],
  ['expose: [80, "81-82", "53/udp", 80]', { expose: ['80', '81-82', '53/udp'] }],
  ['external_links: [a, "b:c"]', { external_links: ['a', 'b:c'] }],
  ['extra_hosts: ["b:1", "a=[::1]"]', { extra_hosts: ['a=::1', 'b=1'] }],
  ['extra_hosts: { a: [1.1.1.1, 2.2.2.2] }', { extra_hosts: ['a=1.1.1.1', 'a=2.2.2.2'] }],
  ['gpus: all', { gpus: [{ count: -1 }] }],
  ['group_add: [1000, mail]', { group_add: ['1000', 'mail'] }],
  [
    'healthcheck: { test: curl x, interval: 90s, retries: 0 }',
    { healthcheck: { test: ['CMD-SHELL', 'curl x'], interval: '1m30s', retries: 0 } },
  ],
  ['healthcheck: { disable: true }', { healthcheck: { disable: true } }],
  ['hostname: h', { hostname: 'h' }],
  ['init: false', { init: false }],
  ['ipc: shareable', { ipc: 'shareable' }],
  ['isolation: hyperv', { isolation: 'hyperv' }],
  ['labels: [b, a=1=2]', { labels: { a: '1=2', b: '' } }],
  ['links: ["db:x"]', { links: ['db:x'], depends_on: { db: { ...started, restart: true } } }],
  ['logging: { driver: d, options: { a: 1, b: } }', { logging: { driver: 'd', options: { a: '1', b: '' } } }],
  ['mac_address: "02:42:ac:11:65:43"', { mac_address: '02:42:ac:11:65:43' }],
  ['mem_limit: 1.5gb', { mem_limit: '1610612736' }],
  ['mem_reservation: 1024', { mem_reservation: '1024' }],
  ['mem_swappiness: 60', { mem_swappiness: '60' }],
  ['memswap_limit: -1', { memswap_limit: '-1' }],
  ['network_mode: host', { network_mode: 'host' }],
  ['networks: [n, m]', { networks: { m: null, n: null } }],
  [
    'networks: { n: { aliases: [a, a], ipv4_address: 10.0.0.2 } }',
    { networks: { n: { aliases: ['a'], ipv4_address: '10.0.0.2' } } },
  ],
  ['oom_kill_disable: true', { oom_kill_disable: true }],
  ['oom_score_adj: -5', { oom_score_adj: -5 }],
  ['pid: host', { pid: 'host' }],
  ['pids_limit: 5', { pids_limit: 5 }],
  ['platform: linux/arm64', { platform: 'linux/arm64' }],
  [
    'ports: [80, "8080:80"]',
    {
      ports: [
        { ...tcp, target: 80 },
        { ...tcp, target: 80, published: '8080' },
      ],
    },
  ],
  [
    'ports: [{ target: "80", published: 8080, mode: host }]',
    { ports: [{ ...tcp, mode: 'host', target: 80, published: '8080' }] },
  ],
  [
    'post_start: [{ command: a b, user: root, environment: [HOME] }]',
    { post_start: [{ command: ['a', 'b'], user: 'root', environment: { HOME: null } }] },
  ],
  ['pre_stop: [{ command: [a] }]', { pre_stop: [{ command: ['a'] }] }],
  ['privileged: "true"', { privileged: true }],
  ['privileged: false', {}],
  ['pull_policy: if_not_present', { pull_policy: 'missing' }],
  ['read_only: true', { read_only: true }],
  ['restart: on-failure:3', { restart: 'on-failure:3' }],
  ['runtime: runc', { runtime: 'runc' }],
  ['scale: "2"', { scale: 2 }],
  [
    'secrets: [s1, { source: s2, target: t, uid: "1", mode: "0400" }]',
    {
      secrets: [
        { source: 's1', target: '/run/secrets/s1' },
        { source: 's2', target: 't', uid: '1', mode: 256 },
      ],
    },
  ],
  ['security_opt: [a, a]', { security_opt: ['a'] }],
  ['shm_size: 64m', { shm_size: '67108864' }],
  ['stdin_open: true', { stdin_open: true }],
  ['stop_grace_period: 0s', { stop_grace_period: '0s' }],
  ['stop_signal: SIGINT', { stop_signal: 'SIGINT' }],
  ['storage_opt: { size: 1 }', { storage_opt: { size: '1' } }],
  ['sysctls: [a=1]', { sysctls: { a: '1' } }],
  ['tmpfs: /run', { tmpfs: ['/run'] }],
  ['tty: yes', { tty: true }],
  [
    'ulimits: { nofile: 5, nproc: { soft: 1, hard: "2" } }',
    { ulimits: { nofile: 5, nproc: { soft: 1, hard: 2 } } },
  ],
  ['user: "0"', { user: '0' }],
  ['userns_mode: host', { userns_mode: 'host' }],
  ['uts: host', { uts: 'host' }],
  [
    'volumes: [vol:/a, ./b:/b:ro, ~/c:/c, ../d:/d, /e]',
    {
      volumes: [
        { type: 'volume', source: 'vol', target: '/a', volume: {} },
        { type: 'bind', source: '/srv/shop/b', target: '/b', read_only: true, bind },
        { type: 'bind', source: '/home/me/c', target: '/c', bind },
        { type: 'bind', source: '/srv/d', target: '/d', bind },
        { type: 'volume', target: '/e' },
      ],
    },
  ],
  [
    'volumes: [{ type: tmpfs, target: /t, tmpfs: { size: 1k, mode: 0755 } }]',
    { volumes: [{ type: 'tmpfs', target: '/t', tmpfs: { size: '1024', mode: 493 } }] },
  ],
  [
    'volumes_from: ["db:ro", "container:x"]',
    { volumes_from: ['db:ro', 'container:x'], depends_on: { db: started } },
  ],
  ['working_dir: /w', { working_dir: '/w' }],
])('%s', async (body, expected) => {
  expect(await webOf(body)).toEqual(expected);
});
