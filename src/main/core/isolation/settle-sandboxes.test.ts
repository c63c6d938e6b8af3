import { expect, test } from 'vitest';
import type { Service } from '../compose/model.ts';
import { stackModel } from '../engine/testing/stack-model.ts';
import { settleSandboxes } from './settle-sandboxes.ts';

const settle = (service: Partial<Service>, port?: number) =>
  settleSandboxes(
    { 'api.example.com': { service: 'stand-in', ...(port === undefined ? {} : { port }) } },
    stackModel({ services: { 'stand-in': service } }),
  );

const to = (port: number) => [{ host: 'api.example.com', sandbox: { service: 'stand-in', port } }];
const published = (target: number) => ({ target, protocol: 'tcp' });

test.each([
  ['the port that is said', { expose: ['8000'] }, 9000, 9000],
  ['the one that is exposed', { expose: ['8000/tcp'] }, undefined, 8000],
  ['the one that is published', { ports: [published(3000)], expose: ['3000'] }, undefined, 3000],
  ['80 where there are several', { expose: ['8000', '9000'] }, undefined, 80],
  ['80 where there is none', { expose: ['53/udp'] }, undefined, 80],
] as const)('%s', (_, service, port, expected) => {
  expect(settle(service, port)).toEqual(to(expected));
});

test('a service that is not there, and one without a network', () => {
  expect(() => settleSandboxes({ 'a.example': { service: 'none' } }, stackModel({ services: {} }))).toThrow(
    'a.example is replaced by the service none, which is not in the compose files.',
  );
  expect(() => settle({ network_mode: 'service:web' })).toThrow('which has no network of the environment.');
});
