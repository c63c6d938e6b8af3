import { expect, test } from 'vitest';
import type { Service } from '../compose/model.ts';
import { closeService } from './close-service.ts';

const off = { 'net.ipv6.conf.all.disable_ipv6': '1' };

test.each<[string, Partial<Service>, object]>([
  ['an ordinary service', {}, { sysctls: off, cap_drop: ['NET_RAW'] }],
  [
    'one that wants IPv6',
    {
      sysctls: {
        'net.ipv6.conf.all.disable_ipv6': '0',
        'net/ipv6/conf/eth0/disable_ipv6': '0',
        'net.core.somaxconn': '1024',
      },
    },
    { sysctls: { 'net.core.somaxconn': '1024', ...off }, cap_drop: ['NET_RAW'] },
  ],
  [
    "one in another's network",
    { network_mode: 'service:web', sysctls: { 'net.ipv6.conf.default.disable_ipv6': '0' } },
    { cap_drop: ['NET_RAW'] },
  ],
  ['one that drops all', { cap_drop: ['ALL'] }, { sysctls: off, cap_drop: ['ALL', 'NET_RAW'] }],
  ['one that is given raw sockets', { cap_add: ['cap_net_raw'] }, { sysctls: off, cap_drop: [] }],
])('%s', (_, service, expected) => {
  expect(closeService({ command: null, entrypoint: null, ...service })).toEqual(expected);
});
