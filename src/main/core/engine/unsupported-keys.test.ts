import { expect, test } from 'vitest';
import type { Service } from '../compose/model.ts';
import { unsupportedKeys } from './unsupported-keys.ts';

const warn = (service: Partial<Service>, api = '1.41'): readonly string[] =>
  unsupportedKeys('web', { command: null, entrypoint: null, ...service }, api).map(({ text }) => text);

test.each<[string, Partial<Service>, string | undefined]>([
  ['annotations', { annotations: { a: 'b' } }, '1.43'],
  ['healthcheck.start_interval', { healthcheck: { start_interval: '1s' } }, '1.44'],
  ['networks.mac_address', { networks: { a: { mac_address: 'x' } } }, '1.44'],
  ['networks.gw_priority', { networks: { a: { gw_priority: 1 } } }, '1.48'],
  ['networks.interface_name', { networks: { a: { interface_name: 'e' } } }, '1.49'],
  [
    'volumes.volume.subpath',
    { volumes: [{ type: 'volume', target: '/a', volume: { subpath: 'x' } }] },
    '1.45',
  ],
  ['volumes (type image)', { volumes: [{ type: 'image', source: 'a', target: '/a' }] }, '1.48'],
  [
    'volumes.bind.recursive',
    { volumes: [{ type: 'bind', source: '/a', target: '/a', bind: { recursive: 'writable' } }] },
    '1.44',
  ],
])('%s waits for its engine', (key, service, since) => {
  expect(warn(service)).toEqual([
    `${key} is left out: it needs an engine with API ${since}, this one has 1.41`,
  ]);
  expect(warn(service, '1.52')).toEqual([]);
});

test.each<[string, Partial<Service>]>([
  ['deploy.mode: global', { deploy: { mode: 'global' } }],
  ['deploy.placement', { deploy: { placement: { constraints: ['x'] } } }],
  ['deploy.update_config', { deploy: { update_config: {} } }],
  ['deploy.rollback_config', { deploy: { rollback_config: {} } }],
  ['deploy.endpoint_mode', { deploy: { endpoint_mode: 'vip' } }],
  ['deploy.labels', { deploy: { labels: { a: 'b' } } }],
  ['deploy.restart_policy.delay and window', { deploy: { restart_policy: { delay: '1s' } } }],
  ['deploy.resources.reservations.cpus', { deploy: { resources: { reservations: { cpus: 1 } } } }],
  ['volumes (type cluster)', { volumes: [{ type: 'cluster', source: 'a', target: '/a' }] }],
  ['credential_spec', { credential_spec: { file: 'x' } }],
  ['develop', { develop: {} }],
])('%s is never silently left out', (key, service) => {
  expect(warn(service, '1.52')[0]).toMatch(new RegExp(`^${key.replace(/[()]/g, '\\$&')} is left out: `));
});

test('what all engines can do needs no word', () => {
  expect(warn({ image: 'a', ports: [{ target: 80, protocol: 'tcp' }], deploy: { replicas: 2 } })).toEqual([]);
});
