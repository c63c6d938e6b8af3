import { expect, test } from 'vitest';
import { formatEndpoint, parseEndpoint } from './engine-endpoint.ts';

test.each([
  ['unix:///var/run/docker.sock', { kind: 'socket', path: '/var/run/docker.sock' }],
  ['npipe:////./pipe/docker_engine', { kind: 'socket', path: '\\\\.\\pipe\\docker_engine' }],
  ['tcp://10.0.0.5', { kind: 'tcp', host: '10.0.0.5', port: 2375 }],
  ['tcp://localhost:4243', { kind: 'tcp', host: 'localhost', port: 4243 }],
  ['tcp://[::1]:2375', { kind: 'tcp', host: '::1', port: 2375 }],
  ['http://localhost:2375', { kind: 'tcp', host: 'localhost', port: 2375 }],
  ['ssh://me@build', { kind: 'unsupported', url: 'ssh://me@build' }],
  ['nonsense', { kind: 'unsupported', url: 'nonsense' }],
])('%s is read', (url, endpoint) => {
  expect(parseEndpoint(url)).toEqual(endpoint);
});

test('with TLS the port is another one', () => {
  expect(parseEndpoint('tcp://build', '/certs')).toEqual({
    kind: 'tcp',
    host: 'build',
    port: 2376,
    tlsDirectory: '/certs',
  });
});

test.each([
  'unix:///var/run/docker.sock',
  'npipe:////./pipe/docker_engine',
  'tcp://localhost:4243',
  'tcp://[::1]:2375',
  'ssh://me@build',
])('%s is written as it was read', (url) => {
  expect(formatEndpoint(parseEndpoint(url))).toBe(url);
});
