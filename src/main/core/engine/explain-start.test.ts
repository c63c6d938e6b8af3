import { expect, test } from 'vitest';
import { refusedPort } from './explain-start.ts';
import { keepAnonymous } from './make-container.ts';
import { healthOf } from './observe.ts';

test.each([
  [
    'driver failed programming external connectivity on endpoint x (abc): Bind for 0.0.0.0:8080 failed: port is already allocated',
    8080,
  ],
  [
    'driver failed programming external connectivity on endpoint x (abc): Error starting userland proxy: listen tcp4 0.0.0.0:5432: bind: address already in use',
    5432,
  ],
  ['Ports are not available: exposing port TCP 0.0.0.0:80 -> 0.0.0.0:0: listen tcp 0.0.0.0:80: bind', 80],
  ['failed to bind host port for 127.0.0.1:9000:172.18.0.2:80/tcp: address already in use', 9000],
  ['no such image', undefined],
])('%s', (words, port) => {
  expect(refusedPort(words)).toBe(port);
});

test.each([
  ['Up 5 seconds (healthy)', 'healthy'],
  ['Up 5 seconds (unhealthy)', 'unhealthy'],
  ['Up Less than a second (health: starting)', 'starting'],
  ['Up 5 minutes', 'none'],
  ['Exited (0) 2 hours ago', 'none'],
])('%s', (status, health) => {
  expect(healthOf(status)).toBe(health);
});

test('nameless volumes go on, those with a name or another mount do not', () => {
  const hex = 'a'.repeat(64);
  const volume = (Destination: string, Name: string) => ({ Type: 'volume', Name, Destination });
  const old = {
    Mounts: [volume('/a', hex), volume('/image', hex), volume('/b', 'named'), volume('/bound', hex)],
  };
  const mounts = [
    { Type: 'volume', Target: '/a' },
    { Type: 'volume', Source: 'named', Target: '/b' },
  ];
  expect(keepAnonymous(mounts, ['/bound'], old)).toEqual([
    { Type: 'volume', Target: '/a', Source: hex },
    { Type: 'volume', Source: 'named', Target: '/b' },
    { Type: 'volume', Source: hex, Target: '/image' },
  ]);
});
