import { expect, test } from 'vitest';
import { parseMount } from './parse-mount.ts';

const bind = { create_host_path: true };

test.each([
  ['/data', { type: 'volume', target: '/data', volume: {} }],
  ['/c', { type: 'volume', target: '/c' }],
  ['data:/data', { type: 'volume', source: 'data', target: '/data', volume: {} }],
  ['data:/data:ro', { type: 'volume', source: 'data', target: '/data', read_only: true, volume: {} }],
  ['data:/data:nocopy', { type: 'volume', source: 'data', target: '/data', volume: { nocopy: true } }],
  ['./a:/b', { type: 'bind', source: './a', target: '/b', bind }],
  ['~/a:/b:rw', { type: 'bind', source: '~/a', target: '/b', bind }],
  ['../a:/b/../c/', { type: 'bind', source: '../a', target: '/c', bind }],
  [
    '/a:/b:ro,z',
    { type: 'bind', source: '/a', target: '/b', read_only: true, bind: { selinux: 'z', ...bind } },
  ],
  [
    './a:/b:rshared,Z',
    { type: 'bind', source: './a', target: '/b', bind: { selinux: 'Z', propagation: 'rshared', ...bind } },
  ],
  ['C:\\a:/b', { type: 'bind', source: 'C:\\a', target: '/b', bind }],
  ['v:/v', { type: 'volume', target: 'v:/v', volume: {} }],
])('%s', (text, mount) => {
  expect(parseMount(text)).toEqual({ kind: 'mount', mount, unknown: [] });
});

test('options that mean nothing are named', () => {
  expect(parseMount('data:/data:ro,cached,delegated')).toMatchObject({ unknown: ['cached', 'delegated'] });
});

test.each([
  ['', 'empty'],
  ['data::ro', 'between two colons'],
  ['data:/a:ro:x', 'too many colons'],
])('%j is broken', (text, why) => {
  const parsed = parseMount(text);
  expect(parsed.kind === 'broken' ? parsed.why : '').toContain(why);
});
