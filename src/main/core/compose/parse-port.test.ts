import { expect, test } from 'vitest';
import { parsePort } from './parse-port.ts';

const tcp = { mode: 'ingress', protocol: 'tcp' };

test.each([
  ['80', [{ ...tcp, target: 80 }]],
  ['8080:80', [{ ...tcp, target: 80, published: '8080' }]],
  ['53:53/UDP', [{ mode: 'ingress', protocol: 'udp', target: 53, published: '53' }]],
  ['127.0.0.1:8080:80', [{ ...tcp, host_ip: '127.0.0.1', target: 80, published: '8080' }]],
  ['127.0.0.1::90', [{ ...tcp, host_ip: '127.0.0.1', target: 90 }]],
  ['[::1]:6000:6001', [{ ...tcp, host_ip: '::1', target: 6001, published: '6000' }]],
  ['::1:6000:6001', [{ ...tcp, host_ip: '::1', target: 6001, published: '6000' }]],
  ['8000-9000:80', [{ ...tcp, target: 80, published: '8000-9000' }]],
  [
    '3000-3001',
    [
      { ...tcp, target: 3000 },
      { ...tcp, target: 3001 },
    ],
  ],
  [
    '199-201:99-101',
    [
      { ...tcp, target: 100, published: '200' },
      { ...tcp, target: 101, published: '201' },
      { ...tcp, target: 99, published: '199' },
    ],
  ],
])('%s', (text, ports) => {
  expect(parsePort(text)).toEqual({ kind: 'ports', ports });
});

test.each([
  ['', 'is missing'],
  ['80:', 'is missing'],
  ['70000', '70000'],
  ['x', '"x"'],
  ['1-3:1-2', 'one length'],
  ['3-1', '3-1'],
  ['80/icmp', 'icmp'],
  ['1.2.3.4:5', '1.2.3.4'],
  ['1.2.3:5:6', 'IP address'],
  ['300.2.3.4:5:6', 'IP address'],
])('%j is broken', (text, why) => {
  const parsed = parsePort(text);
  expect(parsed.kind === 'broken' ? parsed.why : '').toContain(why);
});
