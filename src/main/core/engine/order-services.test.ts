import { expect, test } from 'vitest';
import { desireModel } from './testing/stack-model.ts';

const need = { condition: 'service_started', required: true } as const;

test('services come after those they need, said or implied', () => {
  const { services } = desireModel({
    services: {
      app: { network_mode: 'service:vpn', volumes_from: ['store:ro', 'container:x'], ipc: 'service:shm' },
      web: { depends_on: { app: need }, links: ['cache:c'] },
      vpn: {},
      store: {},
      shm: {},
      cache: {},
    },
  });
  expect(services.map(({ name }) => name)).toEqual(['vpn', 'shm', 'store', 'app', 'cache', 'web']);
  expect(services.find(({ name }) => name === 'app')?.shares).toEqual(['vpn', 'shm', 'store']);
});

test('a circle is refused and named', () => {
  const services = {
    a: { depends_on: { b: need } },
    b: { depends_on: { c: need } },
    c: { network_mode: 'service:b' },
  };
  expect(() => desireModel({ services })).toThrow(
    expect.objectContaining({ code: 'config-invalid', message: 'Services wait for each other: b → c → b.' }),
  );
});

test('a need that is not there is refused and named', () => {
  expect(() => desireModel({ services: { a: { depends_on: { nope: need } } } })).toThrow(
    'Service a needs nope, which is not in the compose files',
  );
});

test.each([
  ['a network', { services: { a: { networks: { nope: null } } } }, 'There is no network "nope"'],
  [
    'a volume',
    { services: { a: { volumes: [{ type: 'volume' as const, source: 'nope', target: '/x' }] } } },
    'mounts the volume "nope"',
  ],
  ['a secret', { services: { a: { secrets: [{ source: 'nope' }] } } }, 'The secret "nope" is not declared'],
  [
    'a variable for a secret',
    { services: { a: { secrets: [{ source: 's' }] } }, secrets: { s: { name: 's', environment: 'NOPE' } } },
    'The secret "s" is taken from NOPE, which is not set',
  ],
  ['an image', { services: { a: { image: undefined } } }, 'Service a has neither an image nor a build'],
  [
    'one name for two',
    { services: { a: { container_name: 'x', scale: 2 } } },
    'Service a has a fixed container_name and wants 2 containers',
  ],
])('%s that is not there', (_, model, message) => {
  expect(() => desireModel(model)).toThrow(message);
});
