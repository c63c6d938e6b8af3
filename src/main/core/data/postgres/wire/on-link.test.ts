import { expect, test } from 'vitest';
import { isOnLink } from './on-link.ts';

const interfaces = {
  lo: [{ cidr: '127.0.0.1/8' }, { cidr: '::1/128' }],
  'br-1': [{ cidr: '172.21.0.1/16' }, { cidr: 'fe80::1/64' }],
  odd: [{ cidr: null }],
};

test.each([
  ['127.0.0.1', true],
  ['172.21.255.3', true],
  ['172.22.0.3', false],
  ['192.168.32.3', false],
  ['fe80::9', true],
  ['2001:db8::1', false],
])('%s: %s', (address, expected) => {
  expect(isOnLink(address, interfaces)).toBe(expected);
});
