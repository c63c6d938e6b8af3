import { expect, test } from 'vitest';
import { parseEndpoint } from '../docker/parse-endpoint.ts';
import { type ListedPort, publishedAddresses } from './published-address.ts';

const local = 'unix:///var/run/docker.sock';
const remote = 'tcp://10.0.0.7:2375';
const port = (PrivatePort: number, PublicPort?: number, IP = '0.0.0.0', Type = 'tcp'): ListedPort => ({
  IP,
  PrivatePort,
  PublicPort,
  Type,
});

test.each<
  [name: string, ports: readonly ListedPort[], address: string, urls: readonly (string | undefined)[]]
>([
  ['a web page', [port(3000, 32768)], local, ['http://localhost:32768/']],
  ['IPv4 and IPv6 of one port', [port(80, 8080), port(80, 8080, '::')], local, ['http://localhost:8080/']],
  ['the standard port', [port(80, 80)], local, ['http://localhost/']],
  ['TLS', [port(443, 8443)], local, ['https://localhost:8443/']],
  ['loopback', [port(80, 8080, '127.0.0.1')], local, ['http://localhost:8080/']],
  ['one address', [port(80, 8080, '192.168.1.5')], local, ['http://192.168.1.5:8080/']],
  ['an IPv6 address', [port(80, 8080, 'fd00::1')], local, ['http://[fd00::1]:8080/']],
  ['another machine', [port(80, 8080)], remote, ['http://10.0.0.7:8080/']],
  ['a database', [port(5432, 5432)], local, [undefined]],
  ['UDP', [port(80, 80, '0.0.0.0', 'udp')], local, [undefined]],
  ['not published', [port(80)], local, []],
])('%s', (_name, ports, address, urls) => {
  expect(publishedAddresses(ports, parseEndpoint(address, 'the test')).map(({ url }) => url)).toEqual(urls);
});
