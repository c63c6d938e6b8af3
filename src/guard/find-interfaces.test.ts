import { expect, test } from 'vitest';
import { findInterfaces } from './find-interfaces.ts';

const at = (name: string, address: string, bits: number) => ({ name, address, cidr: `${address}/${bits}` });

test('inside is what it is the gateway of; the other foot is outside', () => {
  expect(
    findInterfaces(
      [at('eth0', '172.20.0.2', 16), at('eth1', '10.9.1.130', 25), at('eth2', '10.9.1.3', 25)],
      ['10.9.1.129/25', '10.9.1.1/25'],
    ),
  ).toEqual({
    outside: 'eth0',
    inside: [
      { name: 'eth1', address: '10.9.1.130', cidr: '10.9.1.129/25' },
      { name: 'eth2', address: '10.9.1.3', cidr: '10.9.1.1/25' },
    ],
  });
});

test('a network that is not there, or one too many: it does not start', () => {
  expect(() => findInterfaces([at('eth0', '172.20.0.2', 16)], ['10.9.1.1/25'])).toThrow('10.9.1.1/25');
  expect(() => findInterfaces([at('eth0', '172.20.0.2', 16), at('eth1', '172.21.0.2', 16)], [])).toThrow(
    'more than one foot outside: eth0,eth1',
  );
});
