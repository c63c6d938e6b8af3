import { expect, test } from 'vitest';
import { parseEndpoint } from './parse-endpoint.ts';

test.each([
  ['unix:///var/run/docker.sock', { kind: 'unix', path: '/var/run/docker.sock' }],
  ['unix:///home/an na/dück.sock', { kind: 'unix', path: '/home/an na/dück.sock' }],
  ['npipe:////./pipe/docker_engine', { kind: 'npipe', path: '//./pipe/docker_engine' }],
  ['tcp://10.0.0.7:2380', { kind: 'tcp', host: '10.0.0.7', port: 2380 }],
  ['tcp://10.0.0.7', { kind: 'tcp', host: '10.0.0.7', port: 2375 }],
  ['tcp://10.0.0.7:80', { kind: 'tcp', host: '10.0.0.7', port: 80 }],
  ['tcp://[::1]:2375', { kind: 'tcp', host: '::1', port: 2375 }],
  ['box.example:2375', { kind: 'tcp', host: 'box.example', port: 2375 }],
  ['ssh://anna@box.example', { kind: 'ssh', address: 'ssh://anna@box.example' }],
])('%s', (address, endpoint) => {
  expect(parseEndpoint(address, 'DOCKER_HOST')).toEqual(endpoint);
});

test('with TLS the default port is 2376', () => {
  expect(parseEndpoint('tcp://box.example', 'DOCKER_HOST', true)).toMatchObject({ port: 2376 });
});

test.each([
  ['foo://box', 'DOCKER_HOST holds "foo://box", whose kind "foo" no Docker client knows.'],
  ['unix://docker.sock', 'DOCKER_HOST holds "unix://docker.sock", whose socket is not an absolute path.'],
  ['tcp://', 'DOCKER_HOST holds "tcp://", which is not a host and a port.'],
  ['tcp://box:99999', 'DOCKER_HOST holds "tcp://box:99999", which is not a host and a port.'],
  ['tcp://box:0', 'DOCKER_HOST holds "tcp://box:0", whose port is 0.'],
  ['tcp://box/docker', 'DOCKER_HOST holds "tcp://box/docker", which has more than a host and a port.'],
  [':::', 'DOCKER_HOST holds ":::", which is not a host and a port.'],
  ['ssh://', 'DOCKER_HOST holds "ssh://", which does not name a host.'],
])('wrong: %s', (address, message) => {
  const endpoint = parseEndpoint(address, 'DOCKER_HOST');
  if (endpoint.kind !== 'unusable') throw new Error(`${address} was taken`);
  expect(endpoint.error).toMatchObject({ code: 'config-invalid', message });
  expect(endpoint.error.hint).toContain('Correct DOCKER_HOST');
});
