import { expect, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import { type DockerPlace, mapDockerError } from './map-docker-error.ts';
import { parseEndpoint } from './parse-endpoint.ts';

const place = (address: string, installed = true): DockerPlace => ({
  context: { name: 'box', address, endpoint: parseEndpoint(address, 'the test') },
  installed,
});
const local = place('unix:///run/docker.sock');
const remote = place('tcp://10.0.0.7:2375');

const system = (code: string, message = `connect ${code}`): Error =>
  Object.assign(new Error(message), { code });
const status = (statusCode: number, message: string): Error =>
  Object.assign(new Error(message), { statusCode });

test.each([
  ['ENOENT', local, 'docker-unreachable', 'Docker is not running: unix:///run/docker.sock does not exist.'],
  [
    'ENOENT',
    place('unix:///run/docker.sock', false),
    'docker-missing',
    'Docker is not installed: unix:///run/docker.sock does not exist.',
  ],
  ['EACCES', local, 'docker-permission', "You may not use Docker's socket unix:///run/docker.sock."],
  ['EPERM', local, 'docker-permission', "You may not use Docker's socket unix:///run/docker.sock."],
  [
    'ECONNREFUSED',
    local,
    'docker-unreachable',
    'Docker is not running: nothing answers at unix:///run/docker.sock.',
  ],
  ['ECONNREFUSED', remote, 'docker-unreachable', 'Nothing answers at tcp://10.0.0.7:2375.'],
  ['ENOTFOUND', remote, 'docker-unreachable', 'The host of tcp://10.0.0.7:2375 is not known by name.'],
  [
    'CERT_HAS_EXPIRED',
    remote,
    'docker-unreachable',
    "Docker (context box, tcp://10.0.0.7:2375) can't be talked to: connect CERT_HAS_EXPIRED",
  ],
])('%s becomes a sentence', (code, at, expected, message) => {
  const mapped = mapDockerError(system(code), at);
  expect(mapped).toMatchObject({ code: expected, message, details: { context: 'box' } });
  expect(mapped.hint).toMatch(/^[A-Z].*\.$/);
});

test.each([
  ['(HTTP code 409) unexpected - name is - already - in use ', 'name is - already - in use'],
  ['(HTTP code 500) server error - ', 'status 409'],
])("a refusal keeps the daemon's words: %s", (message, words) => {
  expect(mapDockerError(status(409, message), local)).toMatchObject({
    code: 'docker-failed',
    message: `Docker (context box) refused: ${words}`,
    details: { statusCode: 409 },
  });
});

test('an abort is a cancellation, and what is mapped stays as it is', () => {
  const abort = Object.assign(new Error('aborted'), { name: 'AbortError' });
  expect(mapDockerError(abort, local)).toMatchObject({ code: 'cancelled' });
  const own = new BacklotError('unsupported', 'No.');
  expect(mapDockerError(own, local)).toBe(own);
});
